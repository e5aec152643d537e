using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Tests.Engine;

public sealed class InspectorTests
{
    [Fact]
    public async Task Capture_HoldsEveryByteOfBothDirectionsInOrder()
    {
        var stream = new MemoryStream();
        using var capture = new CaptureWriter(stream);
        var options = new DicomServiceOptions { Inspector = capture };
        var (service, _, peer, end) = await Engines.RequestorAsync(options);
        var listener = new RecordingListener();
        service.Send(Engines.Store(100_000), listener);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CStoreRequest), DimseStatus.Success);
        await listener.ResponseAsync();
        service.Abort();
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        await end.Patiently();

        var records = CaptureReader.Read(new MemoryStream(stream.ToArray())).ToList();
        Assert.False(capture.IsTruncated);
        Assert.Equal(service.Counters.BytesSent, Bytes(records, TrafficDirection.Sent).Length);
        Assert.Equal(service.Counters.BytesReceived, Bytes(records, TrafficDirection.Received).Length);
        Assert.Equal(1, Bytes(records, TrafficDirection.Sent)[0]);
        Assert.Equal(2, Bytes(records, TrafficDirection.Received)[0]);
        Assert.Equal(new byte[] { 7, 0, 0, 0, 0, 4, 0, 0, 0, 0 }, Bytes(records, TrafficDirection.Sent)[^10..]);
    }

    [Fact]
    public void Capture_LimitIsReached_StaysReadableAndSaysSo()
    {
        var stream = new MemoryStream();
        using var capture = new CaptureWriter(stream, limit: 50);
        capture.OnBytes(TrafficDirection.Sent, DateTimeOffset.UnixEpoch, "0123456789"u8);
        capture.OnBytes(TrafficDirection.Received, DateTimeOffset.UnixEpoch, "0123456789"u8);
        Assert.True(capture.IsTruncated);
        var record = Assert.Single(CaptureReader.Read(new MemoryStream(stream.ToArray())));
        Assert.Equal((TrafficDirection.Sent, DateTimeOffset.UnixEpoch), (record.Direction, record.Time));
    }

    [Fact]
    public void Capture_CutOffAnywhere_GivesTheWholeRecordsBefore()
    {
        var stream = new MemoryStream();
        using var capture = new CaptureWriter(stream);
        capture.OnBytes(TrafficDirection.Sent, DateTimeOffset.UnixEpoch, "0123456789"u8);
        var bytes = stream.ToArray();
        for (var length = 8; length < bytes.Length; length++)
        {
            Assert.Empty(CaptureReader.Read(new MemoryStream(bytes[..length])));
        }

        Assert.Throws<InvalidDataException>(() => CaptureReader.Read(new MemoryStream(bytes[1..])).ToList());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dump_NamesPdusAndMessages_ValuesOnlyIfAskedFor(bool withDatasets)
    {
        var text = new StringWriter();
        var options = new DicomServiceOptions { Inspector = new DumpWriter(text, withDatasets) };
        var (service, _, peer, end) = await Engines.RequestorAsync(options);
        var listener = new RecordingListener();
        service.Send(Engines.Find, listener);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        await peer.RespondAsync(find, DimseStatus.Success);
        await listener.ResponseAsync();
        service.Abort();
        await peer.DisposeAsync();
        await end.Patiently();

        var dump = text.ToString();
        Assert.Contains("-> CFindRequest Study Root", dump, StringComparison.Ordinal);
        Assert.Contains("<- CFindResponse, 0xFF00", dump, StringComparison.Ordinal);
        Assert.Contains("<- AssociateAcceptPdu", dump, StringComparison.Ordinal);
        Assert.Equal(withDatasets, dump.Contains("\"STUDY\"", StringComparison.Ordinal));
    }

    private static byte[] Bytes(IEnumerable<CaptureRecord> records, TrafficDirection direction) =>
        [.. records.Where(record => record.Direction == direction).SelectMany(static record => record.Bytes.ToArray())];
}
