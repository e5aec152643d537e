using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Tests.Engine;

namespace DicomActors.Protocol.Tests.Diagnostics;

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
        using var capture = new CaptureWriter(stream, limit: 60);
        var connection = capture.ForConnection(AssociationRole.Requestor);
        connection.OnBytes(TrafficDirection.Sent, DateTimeOffset.UnixEpoch, "0123456789"u8);
        connection.OnBytes(TrafficDirection.Received, DateTimeOffset.UnixEpoch, "0123456789"u8);
        Assert.True(capture.IsTruncated);
        var record = Assert.Single(CaptureReader.Read(new MemoryStream(stream.ToArray())));
        Assert.Equal((1, TrafficDirection.Sent, DateTimeOffset.UnixEpoch), (record.Connection, record.Direction, record.Time));
    }

    [Fact]
    public void Capture_CutOffAnywhere_GivesTheWholeRecordsBefore()
    {
        var stream = new MemoryStream();
        using var capture = new CaptureWriter(stream);
        capture.ForConnection(AssociationRole.Requestor).OnBytes(TrafficDirection.Sent, DateTimeOffset.UnixEpoch, "0123456789"u8);
        var bytes = stream.ToArray();
        for (var length = 8; length < bytes.Length; length++)
        {
            Assert.Empty(CaptureReader.Read(new MemoryStream(bytes[..length])));
        }

        Assert.Throws<InvalidDataException>(() => CaptureReader.Read(new MemoryStream(bytes[1..])).ToList());
    }

    [Fact]
    public void Capture_HeaderAnnouncesMuch_CostsNothing()
    {
        byte[] bytes = [.. "DACAP1\r\n"u8, 0, 1, 0, 0, 0, .. new byte[8], 0, 0, 0, 4, 1, 2, 3];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(CaptureReader.Read(new MemoryStream(bytes)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Capture_OfTwoConnections_KeepsThemApart()
    {
        var stream = new MemoryStream();
        using var capture = new CaptureWriter(stream);
        var first = capture.ForConnection(AssociationRole.Acceptor);
        var second = capture.ForConnection(AssociationRole.Acceptor);
        second.OnBytes(TrafficDirection.Received, DateTimeOffset.UnixEpoch, [2]);
        first.OnBytes(TrafficDirection.Received, DateTimeOffset.UnixEpoch, [1]);

        var records = CaptureReader.Read(new MemoryStream(stream.ToArray())).ToList();

        Assert.Equal([2, 1], records.Select(static record => record.Connection));
        Assert.All(records, static record => Assert.Equal(record.Connection, record.Bytes.Span[0]));
    }

    private static byte[] Bytes(IEnumerable<CaptureRecord> records, TrafficDirection direction) =>
        [.. records.Where(record => record.Direction == direction).SelectMany(static record => record.Bytes.ToArray())];
}
