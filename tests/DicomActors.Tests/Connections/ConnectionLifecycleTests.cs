using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

public sealed class ConnectionLifecycleTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    /// <summary>A listener whose C-ECHO is never answered.</summary>
    private async Task<IPEndPoint> ListenWithoutAnsweringAsync()
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new ActorRequestHandler(ActorRefs.Nobody));
        return (await ListenAsync(new AcceptorSettings { Handlers = handlers })).EndPoint;
    }

    [Fact]
    public async Task NobodyListens_OpenConnection_FailsAndIsClosedWithoutBeingOpened()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var endPoint = (IPEndPoint)socket.LocalEndpoint;
        socket.Stop();

        var failure = await Assert.ThrowsAsync<ConnectionFailedException>(() => ConnectAsync(endPoint));

        Assert.Equal(ConnectionEndReason.ConnectionRefused, failure.End.Reason);
        Assert.Contains($"{endPoint}", failure.Message, StringComparison.Ordinal);
        var closed = await Events.ExpectMsgAsync<ConnectionClosedEvent>(Patience);
        Assert.Equal(ConnectionEndReason.ConnectionRefused, closed.End.Reason);
    }

    [Fact]
    public async Task WrongAETitle_OpenAssociation_IsRejectedWithTheReason()
    {
        var (_, endPoint) = await ListenAsync(new AcceptorSettings { AETitles = ["ARCHIVE"] });
        var opened = await ConnectAsync(endPoint);

        var failure = await Assert.ThrowsAsync<DicomAssociationRejectedException>(
            () => opened.Connection.Ask<AssociationOpened>(new OpenAssociation(VerificationRequest), Patience));

        Assert.Equal(AssociationRejection.CalledAETitleNotRecognized, failure.Rejection);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(
            [typeof(ConnectionOpenedEvent), typeof(DicomAssociationRejectedEvent), typeof(ConnectionClosedEvent)],
            events.Select(e => e.GetType()));
        Assert.True(((DicomAssociationRejectedEvent)events[1]).RejectedByPeer);
        Assert.Equal(ConnectionEndReason.RejectedByPeer, ((ConnectionClosedEvent)events[2]).End.Reason);
    }

    [Fact]
    public async Task Established_SecondOpenAssociation_IsRefused()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        var refusal = await Assert.ThrowsAsync<InvalidConnectionStateException>(
            () => opened.Connection.Ask<AssociationOpened>(new OpenAssociation(VerificationRequest), Patience));

        Assert.Equal(ConnectionPhase.Established, refusal.Phase);
        Assert.Equal(DimseStatus.Success, (await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience)).Status);
    }

    [Fact]
    public async Task AwaitingAssociation_SendRequest_IsRefusedToItsSenderOnly()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await ConnectAsync(endPoint);

        opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        var failed = await ExpectMsgAsync<RequestFailedEvent>(Patience);
        var failure = await Assert.ThrowsAsync<DicomRequestException>(
            () => opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience));

        Assert.Equal(RequestFailure.NotAccepted, failed.Reason);
        Assert.IsType<RequestFailedEvent>(failure.Ending);
        opened.Connection.Tell(CloseConnection.Instance);
        Assert.Empty((await EventsUntilClosedAsync(opened.ConnectionId)).OfType<RequestEvent>());
    }

    [Fact]
    public async Task RequestUnderWay_AbortAssociation_FailsItAndClosesOnce()
    {
        var opened = await AssociateAsync(await ListenWithoutAnsweringAsync());
        opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        await ExpectMsgAsync<RequestSentEvent>(Patience);

        var closed = await opened.Connection.Ask<ConnectionClosed>(new AbortAssociation("enough"), Patience);

        Assert.Equal(ConnectionEndReason.AbortedByUs, closed.End.Reason);
        var failed = await ExpectMsgAsync<RequestFailedEvent>(Patience);
        Assert.Equal(RequestFailure.AssociationAborted, failed.Reason);
        Assert.True(failed.MayHaveReachedPeer, "The request was sent, so the peer may have done it.");
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        AssertOneTerminalEventPerRequest(events);
        Assert.False(Assert.Single(events.OfType<DicomAbortedEvent>()).Abort.ByPeer, "We aborted, not the peer.");
    }

    [Fact]
    public async Task RequestUnderWay_PeersActorIsKilled_EndsInOneTerminalEvent()
    {
        var opened = await AssociateAsync(await ListenWithoutAnsweringAsync());
        var peer = await NextEventAsync<AssociationEstablishedEvent>();
        opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        await NextEventAsync<RequestReceivedEvent>();

        peer.Connection.Tell(Kill.Instance);

        await FishForMessageAsync<RequestFailedEvent>(_ => true, Patience);
        var closed = await NextEventAsync<ConnectionClosedEvent>(e => e.ConnectionId == opened.ConnectionId);
        Assert.Equal(ConnectionEndReason.AbortedByPeer, closed.End.Reason);
    }

    [Fact]
    public async Task RequestsUnderWay_OwnActorCrashes_EveryRequestAndTheConnectionEndOnce()
    {
        var opened = await AssociateAsync(await ListenWithoutAnsweringAsync());
        Watch(opened.Connection);
        for (var i = 0; i < 5; i++)
        {
            opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        }

        var asked = opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        var releasing = opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);

        opened.Connection.Tell(Kill.Instance);

        await Assert.ThrowsAsync<DicomRequestException>(() => asked);
        await Assert.ThrowsAsync<ConnectionClosedException>(() => releasing);
        await FishForMessageAsync<Terminated>(_ => true, Patience);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        AssertOneTerminalEventPerRequest(events);
        Assert.Equal(6, events.OfType<RequestFailedEvent>().Count());
        Assert.Equal(ConnectionEndReason.Stopped, events.OfType<ConnectionClosedEvent>().Single().End.Reason);
    }

    [Fact]
    public async Task Released_Actor_StopsAndIsForgottenByTheFactory()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        Watch(opened.Connection);

        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);

        await ExpectTerminatedAsync(opened.Connection, Patience);
        await AwaitAssertAsync(
            async () => Assert.Null((await Factory.Ask<ConnectionFound>(new FindConnection(opened.ConnectionId), Patience)).Entry),
            Patience);
    }

    [Fact]
    public async Task RequestUnderWay_ReleaseAssociation_WaitsForItsResponse()
    {
        var answer = new TaskCompletionSource<DimseResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new DelegateRequestHandler(
            async (_, cancelled) => await answer.Task.WaitAsync(cancelled)));
        var (_, endPoint) = await ListenAsync(new AcceptorSettings { Handlers = handlers });
        var opened = await AssociateAsync(endPoint);
        var echo = opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        await NextEventAsync<RequestReceivedEvent>();

        var release = opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
        answer.SetResult(new CEchoResponse(DimseStatus.Success));

        Assert.Equal(DimseStatus.Success, (await echo).Status);
        await release;
    }

    [Fact]
    public async Task Established_GetConnectionStatus_TellsWhatWasNegotiatedAndDone()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        var status = await opened.Connection.Ask<ConnectionStatus>(GetConnectionStatus.Instance, Patience);

        Assert.Equal(ConnectionPhase.Established, status.Phase);
        Assert.Equal(endPoint, status.RemoteEndPoint);
        Assert.Single(status.Association!.AcceptedContexts);
        Assert.Equal((0, 1L), (status.OutstandingRequests, status.EndedRequests));
    }

    [Fact]
    public async Task AwaitingAssociation_CloseConnection_IsAnsweredWithTheEnd()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await ConnectAsync(endPoint);

        var closed = await opened.Connection.Ask<ConnectionClosed>(CloseConnection.Instance, Patience);

        Assert.Equal(ConnectionEndReason.Stopped, closed.End.Reason);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal([typeof(ConnectionOpenedEvent), typeof(ConnectionClosedEvent)], events.Select(e => e.GetType()));
    }

    [Theory]
    [InlineData(TrafficDirection.Sent)]
    [InlineData(TrafficDirection.Received)]
    public async Task EngineCrashes_RequestUnderWay_EverythingEndsOnceAsInternalError(TrafficDirection where)
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await Factory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port) with
            {
                ServiceOptions = Dicom.Settings.Service with { Inspector = new CrashingInspector(where) },
            }),
            Patience);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(VerificationRequest), Patience);

        var echo = opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        await Assert.ThrowsAsync<DicomRequestException>(() => echo);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        AssertOneTerminalEventPerRequest(events);
        Assert.Equal(ConnectionEndReason.InternalError, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }

    private sealed class CrashingInspector(TrafficDirection where) : DicomInspector
    {
        public override void OnMessage(
            TrafficDirection direction, DateTimeOffset time, byte presentationContextId, ushort messageId, object message)
        {
            if (direction == where)
            {
                throw new InvalidOperationException("A fault inside the engine.");
            }
        }
    }
}
