using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

/// <summary>What a connection tells of itself, alive and at its end.</summary>
public sealed class ConnectionStatusTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private static Task<ConnectionStatus> StatusAsync(IActorRef connection) =>
        connection.Ask<ConnectionStatus>(GetConnectionStatus.Instance, Patience);

    [Fact]
    public async Task BothEnds_AfterAnEcho_CountTheSameBytesAndMessages()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        var acceptor = (await NextEventAsync<AssociationEstablishedEvent>()).Connection;
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        var ours = await StatusAsync(opened.Connection);
        var theirs = await SettledStatusAsync(acceptor);

        Assert.Equal((AssociationRole.Requestor, AssociationRole.Acceptor), (ours.Role, theirs.Role));
        Assert.Equal((ours.BytesSent, ours.BytesReceived), (theirs.BytesReceived, theirs.BytesSent));
        Assert.Equal((1L, 1L, 1L), (ours.MessagesSent, ours.MessagesReceived, theirs.ReceivedRequests));
        Assert.Equal((0, 0, 0), (ours.QueuedRequests, ours.OutstandingRequests, theirs.UnansweredInboundRequests));
        Assert.Equal((ours.LocalEndPoint, ours.RemoteEndPoint), (theirs.RemoteEndPoint, theirs.LocalEndPoint));
        Assert.True(ours.CreatedAt <= ours.OpenedAt && ours.OpenedAt <= ours.EstablishedAt, "The times should be in order.");
        Assert.Equal(AssociationState.Established, ours.ProtocolState);
    }

    [Fact]
    public async Task RequestsQueuedAndUnanswered_GetConnectionStatus_CountsThemOnBothEnds()
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new ActorRequestHandler(ActorRefs.Nobody));
        var (_, endPoint) = await ListenAsync(new AcceptorSettings { Handlers = handlers });
        var opened = await AssociateAsync(endPoint);
        var acceptor = (await NextEventAsync<AssociationEstablishedEvent>()).Connection;
        for (var i = 0; i < 4; i++)
        {
            opened.Connection.Tell(new SendRequest(new CEchoRequest()), ActorRefs.NoSender);
        }

        await NextEventAsync<RequestReceivedEvent>();
        var ours = await StatusAsync(opened.Connection);
        var theirs = await StatusAsync(acceptor);

        Assert.Equal((3, 4), (ours.QueuedRequests, ours.OutstandingRequests));
        Assert.Equal((1, 0), (theirs.UnansweredInboundRequests, theirs.WaitingInboundRequests));
    }

    [Fact]
    public async Task BeforeTheAssociation_GetConnectionStatus_TellsThePhase()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await ConnectAsync(endPoint);

        var status = await StatusAsync(opened.Connection);

        Assert.Equal((ConnectionPhase.AwaitingAssociation, null, 0L), (status.Phase, status.ProtocolState, status.BytesSent));
        Assert.Equal(endPoint, status.RemoteEndPoint);
    }

    [Fact]
    public async Task Released_ConnectionClosedEvent_SumsUpTheConnection()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);

        var first = await NextEventAsync<ConnectionClosedEvent>();
        var second = await NextEventAsync<ConnectionClosedEvent>();
        var (ours, theirs) = first.ConnectionId == opened.ConnectionId ? (first, second) : (second, first);

        Assert.Equal((1L, 0L, 0L, 1L), (ours.RequestsSent, ours.RequestsReceived, theirs.RequestsSent, theirs.RequestsReceived));
        Assert.Equal((ours.BytesSent, ours.BytesReceived), (theirs.BytesReceived, theirs.BytesSent));
        Assert.True(ours.BytesSent > 0 && ours.Duration > TimeSpan.Zero, $"{ours} should have bytes and a duration.");
    }
}
