using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>How many associations there are, what for, and for how long.</summary>
public sealed class ClientPoolTests(ITestOutputHelper output) : ClientSpec(output)
{
    [Fact]
    public async Task DeepQueue_Associations_GrowToTheCapAndNeverAboveAndAreReleasedWhenItIsEmpty()
    {
        const int Cap = 4;
        var allBusy = new TaskCompletionSource();
        var busy = 0;
        var store = new TestStoreHandler(async (_, _) =>
        {
            if (Interlocked.Increment(ref busy) == Cap)
            {
                allBusy.SetResult();
            }

            await allBusy.Task.WaitAsync(Patience);
            return DimseStatus.Success;
        });
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint) with
        {
            MaximumAssociations = Cap, QueuedPerAssociation = 1, MaximumRequestsPerAssociation = 5, Linger = TimeSpan.FromMilliseconds(50),
        });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Enumerable.Range(0, 60).Select(static _ => Store())));

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess, outcome.Message));
        Assert.Equal(Cap, store.MostAtOnce);
        await StatusBecomesAsync(client, static status => status.OpenAssociations + status.OpeningAssociations + status.ClosingAssociations == 0);

        // By our own connections: the peer tells of a release only after it has confirmed it, when the next one may be there already.
        var ours = new HashSet<ConnectionId>();
        var (open, most, ends) = (0, 0, 0);
        while (ends < peer.Connections)
        {
            switch (await Events.ExpectMsgAsync<IAdvancedDicomClientConnectionEvent>(Patience))
            {
                case ConnectionOpenedEvent { Role: AssociationRole.Requestor } opened:
                    ours.Add(opened.ConnectionId);
                    most = Math.Max(most, ++open);
                    break;
                case ConnectionClosedEvent closed when ours.Contains(closed.ConnectionId):
                    open--;
                    ends++;
                    break;
            }
        }

        Assert.Equal((Cap, 0), (most, open));
        Assert.InRange(peer.Connections, 12, 16); // 60 requests, 5 each, and the last ones not quite used up.
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task ShortQueue_Associations_StayOne()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAssociations = 4, QueuedPerAssociation = 50 });

        await OutcomesAsync(await EnqueueAllAsync(client, Enumerable.Range(0, 40).Select(static _ => Store())));

        Assert.Equal(1, peer.Connections);
    }

    [Fact]
    public async Task FourSlowRequestsForFourAssociations_NoneWaitsBehindAnother()
    {
        var allBusy = new TaskCompletionSource();
        var store = new TestStoreHandler(async (_, count) =>
        {
            if (count == 4)
            {
                allBusy.SetResult();
            }

            await allBusy.Task.WaitAsync(Patience);
            return DimseStatus.Success;
        });
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAssociations = 4, QueuedPerAssociation = 1 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Enumerable.Range(0, 4).Select(static _ => Store())));

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess, outcome.Message));
        Assert.Equal(4, store.MostAtOnce);
    }

    [Fact]
    public async Task MaximumRequestsPerAssociation_TenRequests_TakeFourAssociations()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumRequestsPerAssociation = 3 });

        var outcomes = await OutcomesAsync(await EnqueueAllAsync(client, Enumerable.Range(0, 10).Select(static _ => Store())));

        Assert.All(outcomes, static outcome => Assert.Equal((true, 1), (outcome.IsSuccess, outcome.Attempts)));
        Assert.Equal(4, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task WithinTheLinger_NextRequest_UsesTheSameAssociation()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));

        await OutcomeAsync(await EnqueueAsync(client, Store()));
        await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.Equal(1, peer.Connections);
    }

    [Fact]
    public async Task LingerIsOver_IdleAssociation_IsReleasedNotAborted()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { Linger = TimeSpan.FromMilliseconds(50) });
        await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));

        var released = await NextEventAsync<DicomAssociationReleasedEvent>(static released => !released.RequestedByPeer);
        await NextEventAsync<ConnectionClosedEvent>(closed => closed.ConnectionId == released.ConnectionId);
        await StatusBecomesAsync(client, static status => status.OpenAssociations + status.ClosingAssociations == 0);

        Assert.True((await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()))).IsSuccess);
        Assert.Equal((2, 0), (peer.Connections, (await StatusAsync(client)).Failures));
    }

    [Fact]
    public async Task NoLinger_EachRequest_HasItsOwnAssociation()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { Linger = TimeSpan.Zero });

        await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));
        await StatusBecomesAsync(client, static status => status.OpenAssociations + status.ClosingAssociations == 0);
        await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));

        Assert.Equal(2, peer.Connections);
    }

    [Fact]
    public async Task LifetimeIsOver_Association_IsReleasedThoughItLingers()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint) with { AssociationLifetime = TimeSpan.FromMilliseconds(100) });

        await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));

        await NextEventAsync<DicomAssociationReleasedEvent>(static released => !released.RequestedByPeer);
        await StatusBecomesAsync(client, static status => status.OpenAssociations + status.ClosingAssociations == 0);
        Assert.Equal(0, (await StatusAsync(client)).Failures);
    }

    [Fact]
    public async Task ContextIsMissing_Request_GetsANewAssociationInPlaceOfTheIdleOne()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));

        Assert.True((await OutcomeAsync(await EnqueueAsync(client, Store()))).IsSuccess);

        Assert.Equal(2, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task LowPriorityNeedsAnotherContext_HighOnesKeepComing_ItIsNotStarved()
    {
        IActorRef? client = null;
        var low = Store(SopClasses.MrImageStorage);
        var lowCame = new TaskCompletionSource();
        var store = new TestStoreHandler((exchange, count) =>
        {
            if (exchange.Request.SopClassUid == SopClasses.MrImageStorage)
            {
                lowCame.SetResult();
            }
            else if (count < 500 && !lowCame.Task.IsCompleted)
            {
                client!.Tell(new Enqueue(Store()) { Priority = RequestPriority.High }, ActorRefs.NoSender);
            }

            return Task.FromResult<DimseStatus?>(DimseStatus.Success);
        });
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(store));
        client = await AddAsync(PeerAt(peer.EndPoint) with { StarvationLimit = 5 });
        client.Tell(PausePeer.Instance);
        for (var i = 0; i < 5; i++)
        {
            client.Tell(new Enqueue(Store()) { Priority = RequestPriority.High }, ActorRefs.NoSender);
        }

        client.Tell(ResumePeer.Instance);
        await StatusBecomesAsync(client, static status => status.Completed > 0);
        var ticket = await EnqueueAsync(client, low, static command => command with { Priority = RequestPriority.Low });

        Assert.True((await OutcomeAsync(ticket)).IsSuccess);
        Assert.True(store.Received.Count < 400, $"{store.Received.Count} requests of high priority went before one of low priority.");
    }

    [Fact]
    public async Task MoreSopClassesThanContexts_Requests_GoOverSeveralAssociations()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        client.Tell(PausePeer.Instance);
        var tickets = await EnqueueAllAsync(client, Enumerable.Range(1, 300).Select(static i => Store(new Uid($"1.2.3.{i}"))));
        client.Tell(ResumePeer.Instance);

        var outcomes = await OutcomesAsync(tickets);

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess, outcome.Message));
        Assert.InRange(peer.Connections, 3, 6);
        await AssertOneOutcomeEachAsync();
    }
}
