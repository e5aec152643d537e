using System.Net;
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
    public async Task Full_FurtherAssociation_IsRejectedForNowAndServedLater()
    {
        var (listener, endPoint) = await ListenAsync(new AcceptorSettings(), maximumConnections: 1);
        var first = await AssociateAsync(endPoint);

        var failure = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => AssociateAsync(endPoint));

        Assert.Equal(AssociationRejection.LocalLimitExceeded, failure.Rejection);
        await first.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
        await AwaitAssertAsync(
            async () => Assert.Equal(0, (await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience)).Connections), Patience);
        await AssociateAsync(endPoint);
        Assert.Equal(new ListenerStatus(endPoint, 1, 3, 1), await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience));
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
        var (_, endPoint) = await ListenAsync();
        using (var probe = new System.Net.Sockets.TcpClient())
        {
            await probe.ConnectAsync(IPAddress.Loopback, endPoint.Port);
        }

        await NextEventAsync<ConnectionClosedEvent>();
        await AssociateAsync(endPoint);
    }
}
