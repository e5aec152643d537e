using System.Net;
using System.Net.Sockets;
using Akka.Event;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Transport;
using Xunit.Abstractions;

namespace DicomActors.Tests.Listeners;

public sealed class ProbeTests(ITestOutputHelper output) : ListenerSpec(output)
{
    public enum Port
    {
        Plain,
        Tls,
        ProxyProtocol,
    }

    [Theory]
    [InlineData(Port.Plain, false)]
    [InlineData(Port.Plain, true)]
    [InlineData(Port.Tls, false)]
    [InlineData(Port.Tls, true)]
    [InlineData(Port.ProxyProtocol, false)]
    [InlineData(Port.ProxyProtocol, true)]
    public async Task HealthChecksConnectAndLeave_AreCountedAndNobodyIsWarned(Port port, bool resets)
    {
        const int Probes = 10;
        var warnings = CreateTestProbe();
        Sys.EventStream.Subscribe(warnings, typeof(Warning));
        Sys.EventStream.Subscribe(warnings, typeof(Error));
        using var certificate = ListenerCertificate.Create();
        var (listener, endPoint) = await ListenAsync(new ListenerSettings(new TcpListenerOptions(AnyPort)
        {
            Tls = port == Port.Tls ? new TlsServerOptions(TlsCertificateSource.FromCertificate(certificate)) : null,
            ProxyProtocol = port == Port.ProxyProtocol ? new ProxyProtocolOptions([IPNetwork.Parse("127.0.0.0/8")]) : null,
        }));

        for (var i = 0; i < Probes; i++)
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(endPoint);
            probe.LingerState = resets ? new LingerOption(true, 0) : new LingerOption(false, 0);
        }

        await AwaitCountersAsync(listener, counters => counters is { Probes: Probes, Connections: 0 }, $"{Probes} probes and nothing left");
        Assert.Equal(Probes, (await CountersAsync(listener)).Accepted);
        await warnings.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task PeerSaysSomething_AndLeaves_IsNoProbe()
    {
        var (listener, endPoint) = await ListenAsync();
        using (var peer = new TcpClient())
        {
            await peer.ConnectAsync(endPoint);
            await peer.GetStream().WriteAsync(new byte[] { 1 });
        }

        await NextEventAsync<ConnectionClosedEvent>();
        await AwaitEmptyAsync(listener);
        Assert.Equal(0, (await CountersAsync(listener)).Probes);
    }
}
