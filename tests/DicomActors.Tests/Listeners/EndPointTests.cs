using System.Net;
using Akka.Actor;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Listeners;

public sealed class EndPointTests(ITestOutputHelper output) : ListenerSpec(output)
{
    [Fact]
    public async Task PlainIPv6AndTls_OneListener_ShareOneLimit()
    {
        using var certificate = ListenerCertificate.Create();
        var secure = new TlsServerOptions(TlsCertificateSource.FromCertificate(certificate)) { Trust = TlsTrust.FromCertificates(certificate) };
        var settings = new ListenerSettings(
            new TcpListenerOptions(AnyPort),
            new TcpListenerOptions(new IPEndPoint(IPAddress.IPv6Loopback, 0)),
            new TcpListenerOptions(AnyPort) { Tls = secure })
        {
            Admission = new AdmissionPolicy { MaximumConnections = 3 },
        };
        var listener = Sys.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(settings), Patience);

        await using var plain = await ScriptedPeer.ConnectAsync(bound.EndPoints[0]);
        await using var six = await ScriptedPeer.ConnectAsync(bound.EndPoints[1]);
        await using var tls = await ConnectWithTlsAsync(bound.EndPoints[2], certificate);
        Assert.All(
            await Task.WhenAll(new[] { plain, six, tls }.Select(peer => AskForAssociationAsync(peer))),
            answer => Assert.IsType<AssociateAcceptPdu>(answer));
        await using var fourth = await ScriptedPeer.ConnectAsync(bound.EndPoints[1]);

        Assert.Equal(AssociationRejection.LocalLimitExceeded.ToPdu(), await AskForAssociationAsync(fourth));
        var status = await StatusAsync(listener);
        Assert.Equal(
            [
                new EndPointStatus(bound.EndPoints[0], false, 1, 0),
                new EndPointStatus(bound.EndPoints[1], false, 2, 0),
                new EndPointStatus(bound.EndPoints[2], true, 1, 0),
            ],
            status.EndPoints);
        Assert.Equal((3, 1L), (status.Admission.Connections, status.Admission.OverConnections));
    }

    [Fact]
    public async Task Running_EndPointsBoundAndUnbound_ServeWhileTheyAreBound()
    {
        var (listener, first) = await ListenAsync();
        var second = (await listener.Ask<EndPointBound>(new BindEndPoint(new TcpListenerOptions(AnyPort)), Patience)).EndPoint;
        await NextEventAsync<ListenerBoundEvent>(bound => bound.EndPoint.Equals(second));
        await using var early = await ScriptedPeer.ConnectAsync(first);
        await AskForAssociationAsync(early);

        var unbound = await listener.Ask<EndPointUnbound>(new UnbindEndPoint(first), Patience);
        var again = await listener.Ask<EndPointUnbound>(new UnbindEndPoint(first), Patience);

        Assert.Equal((true, false), (unbound.WasBound, again.WasBound));
        await NextEventAsync<ListenerUnboundEvent>(gone => gone.EndPoint.Equals(first));
        await AssertRefusedAsync(first);
        await using var late = await ScriptedPeer.ConnectAsync(second);
        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(late));
        await early.ReleaseAsync();
        Assert.Equal([second], (await StatusAsync(listener)).EndPoints.Select(one => one.EndPoint));
        await listener.Ask<EndPointUnbound>(new UnbindEndPoint(second), Patience);
        var third = (await listener.Ask<EndPointBound>(new BindEndPoint(new TcpListenerOptions(AnyPort)), Patience)).EndPoint;
        await using var last = await ScriptedPeer.ConnectAsync(third);
        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(last));
        Assert.Equal(3, (await CountersAsync(listener)).Accepted);
    }

    [Fact]
    public async Task OneOfTwoPortsInUse_BindListener_BindsNeither()
    {
        var (_, taken) = await ListenAsync();
        var (other, free) = await ListenAsync();
        await other.Ask<ListenerUnbound>(UnbindListener.Instance, Patience);
        var settings = new ListenerSettings(new TcpListenerOptions(free), new TcpListenerOptions(taken));
        var listener = Sys.ActorOf(ListenerActor.Props());

        var failure = await Assert.ThrowsAsync<ListenerBindException>(
            () => listener.Ask<ListenerBound>(new BindListener(settings), Patience));

        Assert.Equal((taken, TransportFailure.AddressUnavailable), (failure.EndPoint, failure.Failure));
        Assert.Empty((await StatusAsync(listener)).EndPoints);
        await AssertRefusedAsync(free);
    }

    [Fact]
    public async Task NotBound_BindEndPoint_SaysSo()
    {
        var listener = Sys.ActorOf(ListenerActor.Props());

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => listener.Ask<EndPointBound>(new BindEndPoint(new TcpListenerOptions(AnyPort)), Patience));
    }

    [Fact]
    public async Task Shutdown_SeveralEndPoints_AllAreUnboundBeforeAssociationsAreReleased()
    {
        var listener = Sys.ActorOf(ListenerActor.Props());
        var settings = new ListenerSettings(new TcpListenerOptions(AnyPort), new TcpListenerOptions(AnyPort));
        var bound = await listener.Ask<ListenerBound>(new BindListener(settings), Patience);
        await using var peer = await ScriptedPeer.ConnectAsync(bound.EndPoints[1]);
        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(peer));

        var shutdown = CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);
        await peer.ExpectAsync<ReleaseRequestPdu>();

        foreach (var endPoint in bound.EndPoints)
        {
            await AssertRefusedAsync(endPoint);
        }

        await peer.SendAsync(ReleaseResponsePdu.Instance);
        await shutdown.WaitAsync(Patience);
    }

    private static async Task<ScriptedPeer> ConnectWithTlsAsync(
        IPEndPoint endPoint, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        var connector = new TcpConnector(new TcpConnectorOptions(endPoint.Address.ToString(), endPoint.Port)
        {
            Tls = new TlsClientOptions
            {
                Trust = TlsTrust.FromCertificates(certificate),
                Certificate = TlsCertificateSource.FromCertificate(certificate),
            },
        });
        return new ScriptedPeer(await connector.ConnectAsync(CancellationToken.None));
    }

    private static async Task AssertRefusedAsync(IPEndPoint endPoint)
    {
        var failure = await Assert.ThrowsAsync<TransportException>(() => ScriptedPeer.ConnectAsync(endPoint));

        Assert.Equal(TransportFailure.Refused, failure.Failure);
    }
}
