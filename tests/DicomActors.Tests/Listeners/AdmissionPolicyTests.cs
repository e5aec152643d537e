using System.Net;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Tests.Listeners;

public sealed class AdmissionPolicyTests
{
    [Theory]
    [InlineData("", "", "192.0.2.1", true)]
    [InlineData("10.1.0.0/16", "", "10.1.255.254", true)]
    [InlineData("10.1.0.0/16", "", "10.2.0.1", false)]
    [InlineData("10.1.0.7/16", "", "10.1.255.254", true)]
    [InlineData("10.1.0.0/16", "", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "", "2001:db8::1", false)]
    [InlineData("10.1.0.0/16 2001:db8::/32", "", "2001:db8:7::1", true)]
    [InlineData("", "10.1.0.0/16", "10.1.0.1", false)]
    [InlineData("", "10.1.0.0/16", "::ffff:10.1.0.1", false)]
    [InlineData("", "10.1.0.0/16", "10.2.0.1", true)]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", "10.1.0.1", false)]
    [InlineData("10.0.0.0/8", "10.1.2.3", "10.1.2.3", false)]
    [InlineData("10.0.0.0/8", "10.1.2.3", "10.1.2.4", true)]
    [InlineData("0.0.0.0/0", "", "203.0.113.9", true)]
    [InlineData("2001:db8::1", "", "2001:db8::1", true)]
    [InlineData("2001:db8::1", "", "2001:db8::2", false)]
    public void Networks_Address_IsLetInOrNot(string allowed, string denied, string address, bool isLetIn)
    {
        var policy = new AdmissionPolicy { AllowedNetworks = Networks(allowed), DeniedNetworks = Networks(denied) };

        Assert.Equal(isLetIn, policy.Admits(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("10.1.0.0/33")]
    [InlineData("example.org")]
    [InlineData("")]
    public void NoNetwork_Read_SaysSo(string text) => Assert.Throws<FormatException>(() => AdmissionPolicy.Networks([text]));

    [Fact]
    public void DeniedCallingAETitle_Judged_IsRejectedForGood()
    {
        var policy = new AdmissionPolicy { DeniedCallingAETitles = ["INTRUDER"] };

        Assert.Equal(AssociationRejection.CallingAETitleNotRecognized, policy.Judge("INTRUDER"));
        Assert.Null(policy.Judge("intruder"));
    }

    [Fact]
    public void LimitOutOfRange_Set_NamesItAndTheRange()
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => new AdmissionPolicy { MaximumConnectionsPerAddress = 0 });

        Assert.Contains("MaximumConnectionsPerAddress must be from 1 to 1000000", failure.Message, StringComparison.Ordinal);
    }

    private static ItemList<IPNetwork> Networks(string text) =>
        AdmissionPolicy.Networks(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
