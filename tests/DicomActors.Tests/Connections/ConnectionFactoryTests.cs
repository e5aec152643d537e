using System.Collections.Concurrent;
using System.Net.Sockets;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.StateMachine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

public sealed class ConnectionFactoryTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    [Fact]
    public async Task TwoConnections_GetConnections_ListsBothEndsOfBoth()
    {
        var (_, endPoint) = await ListenAsync();
        var first = await AssociateAsync(endPoint);
        var second = await AssociateAsync(endPoint);

        var list = await Factory.Ask<ConnectionList>(GetConnections.Instance, Patience);

        Assert.Equal(4, list.Connections.Count);
        Assert.Equal(
            [first.ConnectionId, second.ConnectionId],
            list.Connections.Where(c => c.Role == AssociationRole.Requestor).Select(c => c.ConnectionId));
        var found = await Factory.Ask<ConnectionFound>(new FindConnection(second.ConnectionId), Patience);
        Assert.Equal(second.Connection, found.Entry!.Connection);
    }

    [Fact]
    public async Task IdleConnections_Drain_ReleasesThemAndRefusesNewOnes()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        var drained = await Factory.Ask<Drained>(new Drain(Patience), Patience);

        Assert.Equal(new Drained(2, 0), drained);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(ConnectionEndReason.Released, ((ConnectionClosedEvent)events[^1]).End.Reason);
        await Assert.ThrowsAsync<ConnectionRefusedException>(() => ConnectAsync(endPoint));
    }

    [Fact]
    public async Task PeerWithoutAssociation_Drain_DoesNotWaitForIt()
    {
        var (_, endPoint) = await ListenAsync();
        using var silent = new TcpClient();
        await silent.ConnectAsync(endPoint);
        await NextEventAsync<ConnectionOpenedEvent>();

        var drained = await Factory.Ask<Drained>(new Drain(TimeSpan.FromHours(1)), Patience);

        Assert.Equal(new Drained(1, 0), drained);
    }

    [Fact]
    public async Task LiveConnections_DrainWithoutGrace_AbortsThem()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        var drained = await Factory.Ask<Drained>(new Drain(TimeSpan.Zero), Patience);

        Assert.Equal(2, drained.Aborted);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        var reason = ((ConnectionClosedEvent)events[^1]).End.Reason;
        Assert.True(
            reason is ConnectionEndReason.AbortedByUs or ConnectionEndReason.AbortedByPeer,
            $"Both ends were told to abort, so the connection should end aborted, not {reason}.");
    }

    [Fact]
    public async Task LiveConnections_FactoryIsStopped_EachEndsInOneClosedEvent()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        Factory.Tell(PoisonPill.Instance);

        var first = await NextEventAsync<ConnectionClosedEvent>();
        var second = await NextEventAsync<ConnectionClosedEvent>();
        Assert.NotEqual(first.ConnectionId, second.ConnectionId);
        Assert.Contains(opened.ConnectionId, new[] { first.ConnectionId, second.ConnectionId });
    }

    [Fact]
    public async Task SystemTerminates_LiveConnection_IsReleasedFirst()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        // The probe goes down with its system, so this one watches from another.
        using var observer = ActorSystem.Create("observer");
        var end = new TaskCompletionSource<ConnectionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        Sys.EventStream.Subscribe(
            observer.ActorOf(Props.Create(() => new ClosedEventObserver(end))), typeof(ConnectionClosedEvent));

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        Assert.Equal(ConnectionEndReason.Released, (await end.Task.WaitAsync(Patience)).Reason);
        await observer.Terminate();
    }

    [Fact]
    public async Task SystemShutsDown_QueuedRequests_PortIsClosedFirstThenTheQueueIsFinishedThenReleased()
    {
        var answers = new List<InboundExchange>();
        var unbound = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CEchoRequest, new DelegateRequestHandler((exchange, _) =>
        {
            answers.Add(exchange);
            return answers.Count == 1 ? new(WaitAsync(exchange)) : new(exchange.CreateResponse(DimseStatus.Success));
        }));
        var (_, endPoint) = await ListenAsync(new AcceptorSettings { Handlers = handlers });
        var opened = await AssociateAsync(endPoint);
        var seen = new ConcurrentQueue<IAdvancedDicomClientConnectionEvent>();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var observer = ActorSystem.Create("observer");
        Sys.EventStream.Subscribe(
            observer.ActorOf(Props.Create(() => new Recorder(seen, closed, unbound))), typeof(IAdvancedDicomClientConnectionEvent));
        for (var i = 0; i < 5; i++)
        {
            opened.Connection.Tell(new SendRequest(new CEchoRequest()), ActorRefs.NoSender);
        }

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);
        await closed.Task.WaitAsync(Patience);

        var ours = seen.Where(e => e is ListenerUnboundEvent || e.ConnectionId == opened.ConnectionId).ToList();
        Assert.Equal(5, ours.OfType<RequestCompletedEvent>().Count());
        Assert.IsType<ConnectionClosedEvent>(ours[^1]);
        Assert.Equal(ConnectionEndReason.Released, ours.OfType<ConnectionClosedEvent>().Single().End.Reason);
        Assert.True(
            ours.FindIndex(e => e is ListenerUnboundEvent) < ours.FindIndex(e => e is RequestCompletedEvent),
            "The listener should close its port before the connections are drained.");
        await observer.Terminate();

        async Task<DimseResponse> WaitAsync(InboundExchange exchange)
        {
            await unbound.Task;
            return exchange.CreateResponse(DimseStatus.Success);
        }
    }

    /// <summary>Keeps the events; tells when the listener is unbound, and when both ends are closed.</summary>
    private sealed class Recorder : ReceiveActor
    {
        public Recorder(ConcurrentQueue<IAdvancedDicomClientConnectionEvent> seen, TaskCompletionSource closed, TaskCompletionSource unbound) =>
            Receive<IAdvancedDicomClientConnectionEvent>(occurrence =>
            {
                seen.Enqueue(occurrence);
                if (occurrence is ListenerUnboundEvent)
                {
                    unbound.TrySetResult();
                }
                else if (seen.Count(e => e is ConnectionClosedEvent) == 2)
                {
                    closed.TrySetResult();
                }
            });
    }

    private sealed class ClosedEventObserver : ReceiveActor
    {
        public ClosedEventObserver(TaskCompletionSource<ConnectionEnd> end) =>
            Receive<ConnectionClosedEvent>(closed => end.TrySetResult(closed.End));
    }
}
