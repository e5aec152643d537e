using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
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
        await opened.Connection.Ask<CEchoResult>(new Converse(new Protocol.Dimse.CEchoRequest()), Patience);

        // The probe goes down with its system, so this one watches from another.
        using var observer = ActorSystem.Create("observer");
        var end = new TaskCompletionSource<ConnectionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        Sys.EventStream.Subscribe(
            observer.ActorOf(Props.Create(() => new ClosedEventObserver(end))), typeof(ConnectionClosedEvent));

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        Assert.Equal(ConnectionEndReason.Released, (await end.Task.WaitAsync(Patience)).Reason);
        await observer.Terminate();
    }

    private sealed class ClosedEventObserver : ReceiveActor
    {
        public ClosedEventObserver(TaskCompletionSource<ConnectionEnd> end) =>
            Receive<ConnectionClosedEvent>(closed => end.TrySetResult(closed.End));
    }
}
