using System.Net;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

[Collection(MemoryMeasurements.Name)]
public sealed class MemoryTests
{
    [Fact]
    public async Task LargeStore_SteadyState_AllocatesNothingPerDataPdu()
    {
        const int PduLength = 16 * 1024;
        const int Length = 64 << 20;
        await using var link = await Link.OpenAsync(new DicomServiceOptions { PduLimits = new PduLimits { MaximumDataPduLength = PduLength } });
        var least = long.MaxValue;
        await link.StoreAsync(new GeneratedContent(Length));
        for (var i = 0; i < 4; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await link.StoreAsync(new GeneratedContent(Length));
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // The smallest object there is takes 24 bytes: less than that per PDU sent and received is what one message costs, spread.
        var perPdu = least / (double)(Length / PduLength);
        Assert.True(perPdu < 24, $"{perPdu:0.0} bytes allocated per P-DATA PDU, {least} for one store");
    }

    [Fact]
    public async Task TwoGibibytes_SentAndReceived_KeepTheHeapSmall()
    {
        const long Length = (2L << 30) + 1_000_000;
        var options = new DicomServiceOptions
        {
            PduLimits = new PduLimits { MaximumDataPduLength = 4 << 20, MaximumSentDataPduLength = 4 << 20 },
            SendBufferSize = 1 << 20,
            ReceiveBufferSize = 1 << 20,
        };
        await using var link = await Link.OpenAsync(options);
        var (largest, reads) = (0L, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await link.StoreAsync(new GeneratedContent(Length, () =>
        {
            if (++reads % 64 == 0)
            {
                largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: false));
            }
        }));

        Assert.Equal(Length, link.Sink.Count);
        Assert.True(largest - before < 32 << 20, $"the managed heap grew by {(largest - before) >> 20} MiB, from {before >> 20} MiB");
    }

    [Fact]
    public async Task Echoes_SteadyState_AllocateLessThanSixKilobytesInAll()
    {
        var (client, server) = await Engines.PairAsync(new RecordingUser(), new RecordingUser());
        await EchoAsync(client, 200);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await EchoAsync(client, 1000);
        var perEcho = (GC.GetTotalAllocatedBytes(precise: true) - before) / 1000;

        // In-memory transport, listener and test included; the engine's own share is what the benchmarks measure.
        Assert.True(perEcho < 6000, $"{perEcho} bytes allocated per echo");
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task EchoAsync(DicomService client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var listener = new RecordingListener();
            client.Send(new CEchoRequest(), listener);
            await listener.Outcome;
        }
    }

    private sealed class Link(TcpTransportListener listener, DicomService client, DicomService server, RecordingUser serverUser) : IAsyncDisposable
    {
        public CountingSink Sink { get; private set; } = new();

        public static async Task<Link> OpenAsync(DicomServiceOptions options)
        {
            var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));
            var accept = listener.AcceptAsync(CancellationToken.None).AsTask();
            var user = new RecordingUser();
            var client = DicomService.ForRequestor(
                new TcpConnector("127.0.0.1", listener.LocalEndPoint.Port), Engines.Request, user, options, NullLogger.Instance);
            _ = client.RunAsync(CancellationToken.None);
            var serverUser = new RecordingUser();
            var server = DicomService.ForAcceptor(await accept.Patiently(), serverUser, options, NullLogger.Instance);
            _ = server.RunAsync(CancellationToken.None);
            await user.Established.Patiently();
            return new Link(listener, client, server, serverUser);
        }

        public async Task StoreAsync(DicomContent content)
        {
            Sink = new CountingSink();
            serverUser.OpenSink = (_, _) => new(Sink);
            var listener = new RecordingListener();
            client.Send(new CStoreRequest(content), listener);
            await listener.Outcome.WaitAsync(TimeSpan.FromMinutes(3));
            Assert.Equal(DimseStatus.Success, (await listener.ResponseAsync()).Status);
        }

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await server.DisposeAsync();
            await listener.DisposeAsync();
        }
    }
}
