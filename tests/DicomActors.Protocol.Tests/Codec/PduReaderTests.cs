using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

public sealed class PduReaderTests
{
    [Theory]
    [PduBytes(Bytes.ReleaseRequest)]
    public void ReleaseRequest_AnySegments_IsRead(ReadOnlyMemory<byte>[] segments) =>
        Assert.Same(ReleaseRequestPdu.Instance, Assert.Single(Transcript.Of(segments).Pdus));

    [Theory]
    [PduBytes(Bytes.ReleaseResponse)]
    public void ReleaseResponse_AnySegments_IsRead(ReadOnlyMemory<byte>[] segments) =>
        Assert.Same(ReleaseResponsePdu.Instance, Assert.Single(Transcript.Of(segments).Pdus));

    [Theory]
    [PduBytes(Bytes.Abort)]
    public void Abort_AnySegments_IsRead(ReadOnlyMemory<byte>[] segments) =>
        Assert.Equal(new AbortPdu(AbortSource.ServiceProvider, AbortReason.InvalidPduParameterValue), Assert.Single(Transcript.Of(segments).Pdus));

    [Theory]
    [PduBytes(Bytes.Reject)]
    public void Reject_AnySegments_IsRead(ReadOnlyMemory<byte>[] segments) =>
        Assert.Equal(new AssociateRejectPdu(RejectResult.Permanent, RejectSource.ServiceUser, 7), Assert.Single(Transcript.Of(segments).Pdus));

    [Theory]
    [PduBytes("04 00 0000000E  0000000A 03 02 0102030405060708  05 00 00000004 00000000")]
    [PduBytes("04 00 0000000E  0000000A 03 02 0102030405060708  07 00 00000004 00000000")]
    public void DataThenAnother_AnySegments_GivesThePayloadOnce(ReadOnlyMemory<byte>[] segments)
    {
        Transcript transcript = Transcript.Of(segments);
        Assert.Single(transcript.Pdus);
        Assert.StartsWith("PDV context 3 data last 0102030405060708\n", transcript.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_InPieces_HandsOutSlicesOfTheBuffer()
    {
        byte[] bytes = Bytes.Data(Bytes.Pdv(1, 2, 1, 2, 3, 4));
        var reader = new PduReader(PduLimits.Default);
        PduReadResult first = reader.Read(bytes.AsMemory(0, 14));
        Assert.Equal(PduReadStatus.DataFragment, first.Status);
        Assert.Equal(14, first.Consumed);
        Assert.True(first.Fragment is { StartsPdu: true, EndsPdv: false, IsLastFragment: true, EndsCommandOrDataset: false });
        Assert.True(first.Fragment.Payload.Span.Overlaps(bytes));
        Assert.True(reader.IsInsideDataPdu);

        PduReadResult second = reader.Read(bytes.AsMemory(14));
        Assert.True(second.Fragment is { StartsPdu: false, EndsPdv: true, EndsCommandOrDataset: true });
        Assert.Equal([3, 4], second.Fragment.Payload.ToArray());
        Assert.True(reader.IsAtPduBoundary);
        Assert.Equal(PduReadStatus.NeedMoreData, reader.Read(default).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AssociateHeader_AnnouncesOneGibibyte_IsRefusedBeforeAnythingIsBuffered(byte type)
    {
        var reader = new PduReader(PduLimits.Default);
        byte[] header = [type, 0, 0x40, 0, 0, 0];
        long before = GC.GetAllocatedBytesForCurrentThread();
        PduReadResult result = reader.Read(header);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(PduErrorCode.PduTooLong, result.Error?.Code);
        Assert.Equal(AbortReason.InvalidPduParameterValue, result.Error?.AbortReason);
        Assert.True(allocated < 4096, $"{allocated} bytes were allocated for a header of 6 bytes");
    }

    [Fact]
    public void AssociateHeader_AnnouncesTheLimit_BuffersOnlyWhatCame()
    {
        var reader = new PduReader(new PduLimits { MaximumAssociatePduLength = 64 << 20 });
        byte[] header = [1, 0, 4, 0, 0, 0, 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(PduReadStatus.NeedMoreData, reader.Read(header).Status);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4096);
    }

    [Fact]
    public void DataHeader_LongerThanStated_IsRefused()
    {
        PduError error = Bytes.Fail([4, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Equal((PduErrorCode.PduTooLong, "PDU length", 2L, "PS3.8 9.3.5"), (error.Code, error.Field, error.Offset, error.Section));
    }

    [Theory]
    [InlineData("05 00 00000000")]
    [InlineData("05 00 00000005")]
    [InlineData("06 00 00000003")]
    [InlineData("07 00 FFFFFFFF")]
    [InlineData("03 00 00000008")]
    [InlineData("01 00 00000043")]
    [InlineData("02 00 00000000")]
    [InlineData("04 00 00000000")]
    [InlineData("04 00 00000005")]
    public void PduLength_ThatTheTypeCannotHave_IsInvalid(string hex)
    {
        PduError error = Bytes.Fail(Bytes.FromHex(hex));
        Assert.Equal((PduErrorCode.InvalidPduLength, AbortReason.InvalidPduParameterValue), (error.Code, error.AbortReason));
    }

    [Fact]
    public void Error_ReadAgain_StaysTheSame()
    {
        var reader = new PduReader(PduLimits.Default);
        PduError? first = reader.Read(new byte[] { 0x99 }).Error;
        PduReadResult second = reader.Read(Bytes.FromHex(Bytes.ReleaseRequest));
        Assert.Equal((PduReadStatus.Error, 0), (second.Status, second.Consumed));
        Assert.Same(first, second.Error);
    }

    [Fact]
    public void Error_InsideAnItem_SaysWhere()
    {
        // The UID length of a role selection, behind 74 bytes of fixed fields, the application context and two item headers.
        byte[] request = Bytes.Request(Bytes.FromHex(Bytes.ApplicationContext), Bytes.Item(0x50, Bytes.Item(0x54, [0, 99, 1, 1])));
        PduError error = Bytes.Fail([.. Bytes.FromHex(Bytes.ReleaseRequest), .. request]);
        Assert.Equal((PduErrorCode.ItemOverrun, "PS3.7 D.3.3.4"), (error.Code, error.Section));
        Assert.Equal(10 + 74 + 25 + 4 + 4 + 2, error.Offset);
        Assert.Contains("role selection", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SteadyState_ThousandDataPdus_AllocatesNothing()
    {
        byte[] stream = [.. Enumerable.Repeat(Bytes.Data(Bytes.Pdv(1, 0, new byte[200]), Bytes.Pdv(1, 2, new byte[56])), 1000).SelectMany(static pdu => pdu)];
        var reader = new PduReader(PduLimits.Default);
        Assert.Equal(512_000, ReadAll(reader, stream, 8192)); // 2 x 1,000 PDUs of 256 bytes: everything is compiled then
        long before = GC.GetAllocatedBytesForCurrentThread();
        int payload = ReadAll(reader, stream, 777);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(512_000, payload);
        Assert.Equal(0, allocated);
    }

    // Reads the stream twice, in segments of a size that cuts headers too.
    private static int ReadAll(PduReader reader, byte[] stream, int segment)
    {
        int payload = 0;
        for (int round = 0; round < 2; round++)
        {
            for (int start = 0; start < stream.Length; start += segment)
            {
                ReadOnlyMemory<byte> rest = stream.AsMemory(start, Math.Min(segment, stream.Length - start));
                PduReadResult result;
                while ((result = reader.Read(rest)).Status == PduReadStatus.DataFragment)
                {
                    payload += result.Fragment.Payload.Length;
                    rest = rest[result.Consumed..];
                }
            }
        }

        return payload;
    }
}
