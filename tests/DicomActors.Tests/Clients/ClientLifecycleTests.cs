using System.Collections.Concurrent;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Dimse;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>Pausing, draining, changing and removing peers, crashes, and the end of the actor system.</summary>
public sealed class ClientLifecycleTests(ITestOutputHelper output) : ClientSpec(output, "dicom-actors.connections.drain-grace-period = 200ms")
{
    private static IEnumerable<CStoreRequest> Stores(int count) => Enumerable.Range(0, count).Select(static _ => Store());

    /// <summary>A handler that answers when it is told to.</summary>
    private static TestStoreHandler Waiting(Task until) => new(async (_, _) =>
    {
        await until;
        return DimseStatus.Success;
    });

    [Fact]
    public async Task Paused_NothingIsSentUntilItIsResumed()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        client.Tell(PausePeer.Instance);
        var tickets = await EnqueueAllAsync(client, Stores(3));

        var status = await StatusAsync(client);
        Assert.Equal((true, 3, 0), (status.IsPaused, status.Queued, peer.Connections));

        client.Tell(ResumePeer.Instance);
        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.True(outcome.IsSuccess));
    }

    [Fact]
    public async Task WaitsAfterAFailure_Resume_TriesAtOnce()
    {
        var isUp = false;
        await using var peer = new ActedPeer(Sys, _ => Volatile.Read(ref isUp) ? ActedPeer.With() : null);
        var client = await AddAsync(PeerAt(peer.EndPoint) with
        {
            Backoff = new Backoff(TimeSpan.FromHours(1), TimeSpan.FromHours(1), 0), CircuitThreshold = 1, CircuitOpenFor = TimeSpan.FromHours(1),
        });
        var ticket = await EnqueueAsync(client, Store());
        await StatusBecomesAsync(client, static status => status.Circuit == CircuitState.Open && status.RetryIn > TimeSpan.FromMinutes(50));

        Volatile.Write(ref isUp, true);
        client.Tell(ResumePeer.Instance);

        Assert.True((await OutcomeAsync(ticket)).IsSuccess);
    }

    [Fact]
    public async Task DrainWithGrace_EverythingIsFinishedAndTheClientStops()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(30));
        var stopped = client.WatchAsync();

        var draining = client.Ask<PeerDrained>(new DrainPeer(Patience), Patience);
        Assert.Equal(EnqueueRefusal.Draining, (await client.Ask<EnqueueRefused>(new Enqueue(Store()), Patience)).Reason);

        Assert.Equal(0, (await draining).Failed);
        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.True(outcome.IsSuccess));
        await stopped.WaitAsync(Patience);
        await AssertOneOutcomeEachSoFarAsync();
    }

    [Fact]
    public async Task DrainWithoutGrace_QueuedFailAndWhatIsUnderWayIsFinished()
    {
        var answer = new TaskCompletionSource();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(Waiting(answer.Task)));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(10));
        await StatusBecomesAsync(client, static status => status.InFlight == 3);

        var draining = client.Ask<PeerDrained>(new DrainPeer(TimeSpan.Zero), Patience);
        Assert.All(await OutcomesAsync(tickets.Skip(3)), static outcome => Assert.Equal(TicketOutcome.Failed, outcome.Outcome));
        answer.SetResult();

        Assert.Equal(7, (await draining).Failed);
        Assert.All(await OutcomesAsync(tickets.Take(3)), static outcome => Assert.True(outcome.IsSuccess, outcome.Message));
        await AssertOneOutcomeEachSoFarAsync();
    }

    [Fact]
    public async Task GraceIsOver_WhatIsUnderWayIsAbortedAndEverythingHasItsOutcome()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(new TestStoreHandler(static (_, _) => Task.FromResult<DimseStatus?>(null))));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(5));

        var drained = await client.Ask<PeerDrained>(new DrainPeer(TimeSpan.FromMilliseconds(200)), Patience);

        Assert.Equal(5, drained.Failed);
        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.Equal(TicketOutcome.Failed, outcome.Outcome));
        await AssertOneOutcomeEachSoFarAsync();
    }

    [Fact]
    public async Task PeerMoves_QueuedRequests_FollowItAndNoneIsLost()
    {
        var answer = new TaskCompletionSource();
        var (before, after) = (Waiting(answer.Task), new TestStoreHandler());
        await using var oldPlace = new ActedPeer(Sys, _ => ActedPeer.With(before));
        await using var newPlace = new ActedPeer(Sys, _ => ActedPeer.With(after));
        var client = await AddAsync(PeerAt(oldPlace.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(20));
        await StatusBecomesAsync(client, static status => status.InFlight == 3);

        Assert.Equal(client, await AddAsync(PeerAt(newPlace.EndPoint)));
        answer.SetResult();

        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.Equal((true, 1), (outcome.IsSuccess, outcome.Attempts)));
        Assert.Equal((3, 17), (before.Received.Count, after.Received.Count));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task CapIsLowered_SurplusAssociationsAreReleasedAndTheWorkGoesOn()
    {
        var answer = new TaskCompletionSource();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(Waiting(answer.Task)));
        var settings = PeerAt(peer.EndPoint) with { MaximumAssociations = 4, QueuedPerAssociation = 1 };
        var client = await AddAsync(settings);
        var tickets = await EnqueueAllAsync(client, Stores(40));
        await StatusBecomesAsync(client, static status => status.OpenAssociations == 4);

        await AddAsync(settings with { MaximumAssociations = 1 });
        await StatusBecomesAsync(client, static status => status is { OpenAssociations: 1, ClosingAssociations: 3 });
        answer.SetResult();

        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.Equal((true, 1), (outcome.IsSuccess, outcome.Attempts)));
        Assert.Equal(4, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task RemovedPeer_IsUnknownAtOnceAndFinishesWhatItHas()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(10));

        var removing = Dicom.Peers.Ask<PeerDrained>(new RemovePeer("peer", Patience), Patience);
        Assert.Null((await Dicom.Peers.Ask<PeerFound>(new FindPeer("peer"), Patience)).Entry);

        Assert.Equal(new PeerDrained("peer", 0), await removing);
        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.True(outcome.IsSuccess));
        Assert.Empty((await Dicom.Peers.Ask<PeerList>(GetPeers.Instance, Patience)).Peers);
        await AssertOneOutcomeEachSoFarAsync();
    }

    [Fact]
    public async Task ClientCrashes_ItsRequestsFailOnceAndAnotherTakesItsPlace()
    {
        var answer = new TaskCompletionSource();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(Waiting(answer.Task)));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(8));
        await StatusBecomesAsync(client, static status => status.InFlight > 0);

        client.Tell(Kill.Instance, ActorRefs.NoSender);

        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.Equal(TicketOutcome.Failed, outcome.Outcome));
        answer.SetResult();
        await AwaitConditionAsync(async () => await CurrentAsync() is { } current && !current.Equals(client), Patience, TimeSpan.FromMilliseconds(20));
        Assert.True((await OutcomeAsync(await EnqueueAsync((await CurrentAsync())!, Store()))).IsSuccess);
        await AssertOneOutcomeEachAsync();

        async Task<IActorRef?> CurrentAsync() => (await Dicom.Peers.Ask<PeerFound>(new FindPeer("peer"), Patience)).Entry?.Client;
    }

    [Fact]
    public async Task AssociationCrashes_ItsRequestsAreSentAgain()
    {
        var first = new TaskCompletionSource<DimseStatus?>();
        var store = new TestStoreHandler((_, count) => count == 1 ? first.Task : Task.FromResult<DimseStatus?>(DimseStatus.Success));
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(6));
        await AwaitConditionAsync(() => Task.FromResult(store.Received.Count == 1), Patience, TimeSpan.FromMilliseconds(20));

        Sys.ActorSelection(client.Path / "*").Tell(Kill.Instance, ActorRefs.NoSender);

        Assert.All(await OutcomesAsync(tickets), static outcome => Assert.True(outcome.IsSuccess, outcome.Message));
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task SystemTerminates_QueuedAndUnderWay_EachHasItsOutcomeBefore()
    {
        // Who listens must outlive the system: an actor that is stopped drops what is left in its mailbox.
        using var observers = ActorSystem.Create("observers");
        var outcomes = new ConcurrentQueue<TicketEnded>();
        Sys.EventStream.Subscribe(observers.ActorOf(Props.Create(() => new Collector(outcomes))), typeof(TicketEnded));
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(new TestStoreHandler(static (_, _) => Task.FromResult<DimseStatus?>(null))));
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var tickets = await EnqueueAllAsync(client, Stores(10));
        await StatusBecomesAsync(client, static status => status.InFlight > 0);

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Patience);

        await AwaitConditionAsync(() => Task.FromResult(outcomes.Count >= tickets.Count), Patience, TimeSpan.FromMilliseconds(20));
        Assert.Equal(tickets.Order(Comparer<TicketId>.Create(static (a, b) => a.Value.CompareTo(b.Value))), outcomes.Select(static outcome => outcome.TicketId).OrderBy(static id => id.Value));
        Assert.All(outcomes, static outcome => Assert.Equal(TicketOutcome.Failed, outcome.Outcome));
    }

    private sealed class Collector : ReceiveActor
    {
        public Collector(ConcurrentQueue<TicketEnded> outcomes) => Receive<TicketEnded>(outcomes.Enqueue);
    }
}
