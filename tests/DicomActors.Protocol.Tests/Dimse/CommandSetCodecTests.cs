using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Tests.Dimse;

public sealed class CommandSetCodecTests
{
    // C-ECHO-RQ, message id 1, typed from PS3.7 tables 9.3-12 and E.1-1.
    private static readonly byte[] EchoRequest = Convert.FromHexString(
        "000000000400000038000000" + "0000020012000000" + "312E322E3834302E31303030382E312E3100"
        + "00000001020000003000" + "00001001020000000100" + "00000008020000000101");

    [Fact]
    public void EchoRequest_Encode_IsWhatTheStandardSays() =>
        Assert.Equal(EchoRequest, CommandSetCodec.ToArray(DimseMessages.ToCommandSet(new CEchoRequest(), 1)));

    [Fact]
    public void EchoRequest_Decode_GivesItsElements()
    {
        Assert.True(CommandSetCodec.TryDecode(EchoRequest, out var set, out _));
        Assert.Equal((DimseCommand.CEchoRequest, (ushort)1, false, SopClasses.Verification), (set.Command, set.MessageId, set.HasDataset, set.AffectedSopClassUid));
    }

    [Fact]
    public void CutOffAnywhere_Decode_IsAnErrorAndNeverThrows()
    {
        for (var length = 0; length < EchoRequest.Length; length++)
        {
            Assert.False(CommandSetCodec.TryDecode(EchoRequest.AsSpan(0, length), out _, out _), $"cut off after {length} bytes");
        }
    }

    [Theory]
    [InlineData(0x0000, DimseStatusCategory.Success)]
    [InlineData(0x0107, DimseStatusCategory.Warning)]
    [InlineData(0xB007, DimseStatusCategory.Warning)]
    [InlineData(0xA700, DimseStatusCategory.Failure)]
    [InlineData(0xC123, DimseStatusCategory.Failure)]
    [InlineData(0x0122, DimseStatusCategory.Failure)]
    [InlineData(0xFE00, DimseStatusCategory.Cancel)]
    [InlineData(0xFF01, DimseStatusCategory.Pending)]
    public void Status_Category_IsThatOfAnnexC(int code, DimseStatusCategory category) =>
        Assert.Equal(category, new DimseStatus((ushort)code).Category);
}
