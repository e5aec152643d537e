using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Associations;

public sealed class AssociationRejectionTests
{
    [Theory]
    [InlineData(1, 1, 1, "rejected permanently: no reason given (service user; result 1, source 1, reason 1)")]
    [InlineData(1, 1, 7, "rejected permanently: called AE title not recognized (service user; result 1, source 1, reason 7)")]
    [InlineData(1, 1, 3, "rejected permanently: calling AE title not recognized (service user; result 1, source 1, reason 3)")]
    [InlineData(1, 2, 2, "rejected permanently: protocol version not supported (service provider, ACSE; result 1, source 2, reason 2)")]
    [InlineData(2, 3, 1, "rejected for now: temporary congestion (service provider, presentation; result 2, source 3, reason 1)")]
    [InlineData(2, 3, 2, "rejected for now: local limit exceeded (service provider, presentation; result 2, source 3, reason 2)")]
    [InlineData(9, 8, 99, "rejected: reason 99 (unknown source; result 9, source 8, reason 99)")]
    public void Rejection_AsText_SaysWhoAndWhy(byte result, byte source, byte reason, string expected)
    {
        var rejection = AssociationRejection.From(new AssociateRejectPdu((RejectResult)result, (RejectSource)source, reason));
        Assert.Equal(expected, rejection.ToString());
        Assert.Equal(result == 2, rejection.IsTransient);
        Assert.Equal(new AssociateRejectPdu((RejectResult)result, (RejectSource)source, reason), rejection.ToPdu());
    }
}
