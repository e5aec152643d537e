using DicomActors.Protocol.Codec;

namespace DicomActors.Protocol.Tests.Codec;

public sealed class PduLimitsTests
{
    public static TheoryData<string, Func<PduLimits>> OutOfRange => new()
    {
        { nameof(PduLimits.MaximumAssociatePduLength), static () => new PduLimits { MaximumAssociatePduLength = 4095 } },
        { nameof(PduLimits.MaximumAssociatePduLength), static () => new PduLimits { MaximumAssociatePduLength = (64 << 20) + 1 } },
        { nameof(PduLimits.MaximumDataPduLength), static () => new PduLimits { MaximumDataPduLength = 127 } },
        { nameof(PduLimits.MaximumDataPduLength), static () => new PduLimits { MaximumDataPduLength = 0x80000000 } },
        { nameof(PduLimits.MaximumSentDataPduLength), static () => new PduLimits { MaximumSentDataPduLength = 0 } },
        { nameof(PduLimits.MaximumPresentationContexts), static () => new PduLimits { MaximumPresentationContexts = 257 } },
        { nameof(PduLimits.MaximumTransferSyntaxesPerContext), static () => new PduLimits { MaximumTransferSyntaxesPerContext = 0 } },
        { nameof(PduLimits.MaximumUserInformationItems), static () => new PduLimits { MaximumUserInformationItems = 15 } },
        { nameof(PduLimits.MaximumRelatedGeneralSopClasses), static () => new PduLimits { MaximumRelatedGeneralSopClasses = -1 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Limit_OutOfRange_IsRefusedByName(string name, Func<PduLimits> create)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(create);
        Assert.Equal(name, exception.ParamName);
        Assert.Contains("must be from", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contexts_MoreThanTheLimit_AreAnError()
    {
        byte[] proposal = Bytes.FromHex(Bytes.Proposal);
        byte[][] items = [.. Enumerable.Range(0, 3).Select(number => { byte[] copy = [.. proposal]; copy[4] = (byte)((2 * number) + 1); return copy; })];
        var limits = new PduLimits { MaximumPresentationContexts = 2 };
        Assert.Null(Transcript.Of(Bytes.Request(items[..2]), limits).Error);
        Assert.Equal(PduErrorCode.TooManyItems, Bytes.Fail(Bytes.Request(items), limits).Code);
    }

    [Fact]
    public void TransferSyntaxes_MoreThanTheLimit_AreAnError()
    {
        byte[] transferSyntax = Bytes.Item(0x40, Bytes.Text("1.2"));
        byte[] proposal = Bytes.Item(0x20, [1, 0, 0, 0], Bytes.Item(0x30, Bytes.Text("1.2.3")), transferSyntax, transferSyntax, transferSyntax);
        Assert.Equal(PduErrorCode.TooManyItems, Bytes.Fail(Bytes.Request(proposal), new PduLimits { MaximumTransferSyntaxesPerContext = 2 }).Code);
    }

    [Fact]
    public void UserItems_MoreThanTheLimit_AreAnError_UnknownOnesCounted()
    {
        byte[][] items = [.. Enumerable.Repeat(Bytes.Item(0x7F), 17)];
        Assert.Equal(PduErrorCode.TooManyItems, Bytes.Fail(Bytes.Request(Bytes.Item(0x50, items)), new PduLimits { MaximumUserInformationItems = 16 }).Code);
    }

    [Fact]
    public void RelatedSopClasses_MoreThanTheLimit_AreAnError()
    {
        byte[] item = Bytes.Item(0x57, Bytes.FromHex("0003 312E32 0003 312E33 000A 0003 312E34 0003 312E35"));
        Assert.Equal(PduErrorCode.TooManyItems, Bytes.Fail(Bytes.Request(Bytes.Item(0x50, item)), new PduLimits { MaximumRelatedGeneralSopClasses = 1 }).Code);
    }

    [Fact]
    public void AssociatePdu_LongerThanTheLimit_IsAnError()
    {
        var limits = new PduLimits { MaximumAssociatePduLength = 4096 };
        byte[] filler = Bytes.Item(0x7F, new byte[5000]);
        Assert.Equal(PduErrorCode.PduTooLong, Bytes.Fail(Bytes.Request(filler), limits).Code);
        Assert.Null(Transcript.Of(Bytes.Request(filler)).Error);
    }
}
