using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Transport;
using Xunit.Abstractions;

namespace DicomActors.Tests.Listeners;

public sealed class ListenerTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    [Fact]
    public async Task Bound_Unbind_PublishesAndLetsConnectionsLive()
    {
        var (listener, endPoint) = await ListenAsync();
        Assert.Equal(endPoint, (await NextEventAsync<ListenerBoundEvent>()).EndPoint);
        var opened = await AssociateAsync(endPoint);

        await listener.Ask<ListenerUnbound>(UnbindListener.Instance, Patience);

        Assert.Equal(endPoint, (await NextEventAsync<ListenerUnboundEvent>()).EndPoint);
        await Assert.ThrowsAsync<ConnectionFailedException>(() => ConnectAsync(endPoint));
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
    }

    [Fact]
    public async Task PortInUse_BindListener_FailsAndSaysWhy()
    {
        var (_, endPoint) = await ListenAsync();

        var failure = await Assert.ThrowsAsync<ListenerBindException>(() => ListenAsync(new ListenerSettings(endPoint)));

        Assert.Equal(TransportFailure.AddressUnavailable, failure.Failure);
    }

    [Fact]
    [Trait("Fault", "16")]
    public async Task Full_FurtherAssociation_IsRejectedForNowAndServedLater()
    {
        var (listener, endPoint) = await ListenAsync(new AcceptorSettings(), maximumConnections: 1);
        var first = await AssociateAsync(endPoint);

        var failure = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => AssociateAsync(endPoint));

        Assert.Equal(AssociationRejection.LocalLimitExceeded, failure.Rejection);
        await first.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
        await AwaitAssertAsync(async () => Assert.Equal(0, (await CountersAsync(listener)).Connections), Patience);
        await AssociateAsync(endPoint);
        var counters = await CountersAsync(listener);
        Assert.Equal((1, 0, 3L, 1L), (counters.Connections, counters.Unassociated, counters.Accepted, counters.OverConnections));
    }

    [Fact]
    [Trait("Fault", "15")]
    public async Task PlainClientsOfATlsListener_GiveTheirPlacesBack()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=listener", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var tcp = new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Tls = new TlsServerOptions(TlsCertificateSource.FromCertificate(certificate)),
        };
        var (listener, endPoint) = await ListenAsync(new ListenerSettings(tcp) { Admission = new AdmissionPolicy { MaximumConnections = 1 } });
        for (var i = 1; i <= 3; i++)
        {
            using var plain = new TcpClient();
            await plain.ConnectAsync(endPoint);
            await plain.GetStream().WriteAsync(new byte[100]);
            var accepted = i;
            await AwaitAssertAsync(
                async () => Assert.Equal(new AdmissionCounters { Accepted = accepted }, await CountersAsync(listener)), Patience);
        }
    }

    [Fact]
    public async Task UnknownCaller_Association_IsRejected()
    {
        var (_, endPoint) = await ListenAsync(new AcceptorSettings { CallingAETitles = ["FRIEND"] });

        var failure = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => AssociateAsync(endPoint));

        Assert.Equal(AssociationRejection.CallingAETitleNotRecognized, failure.Rejection);
    }

    [Fact]
    public async Task ProbeConnectsAndLeaves_Listener_ServesTheNext()
    {
        var (listener, endPoint) = await ListenAsync();
        using (var probe = new TcpClient())
        {
            await probe.ConnectAsync(IPAddress.Loopback, endPoint.Port);
        }

        await NextEventAsync<ConnectionClosedEvent>();
        await AssociateAsync(endPoint);
        Assert.Equal(1, (await CountersAsync(listener)).Probes);
    }

    private static async Task<AdmissionCounters> CountersAsync(IActorRef listener) =>
        (await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience)).Admission;
}
