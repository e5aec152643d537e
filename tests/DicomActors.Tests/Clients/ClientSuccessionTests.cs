using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Associations;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>Clients that end while somebody still talks to them, those that take their place, and why requests failed.</summary>
public sealed class ClientSuccessionTests(ITestOutputHelper output) : ClientSpec(output, "dicom-actors.connections.drain-grace-period = 200ms")
{
    [Fact]
    public async Task ClientCrashesWithRequestsInItsMailbox_EachHasItsOutcomeAtTheReplacement()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        var commands = Enumerable.Range(0, 200).Select(static _ => new Enqueue(Store())).ToArray();

        // Told without a pause: most of them are still in the mailbox when the crash is worked off.
        foreach (var command in commands[..100])
        {
            client.Tell(command, Asker);
        }

        client.Tell(Kill.Instance, ActorRefs.NoSender);
        foreach (var command in commands[100..])
        {
            client.Tell(command, Asker);
        }

        var answered = new Dictionary<TicketId, TicketEnded>();
        while (answered.Count < commands.Length)
        {
            if (await Asker.ExpectMsgAsync<object>(Patience) is TicketEnded ended)
            {
                Assert.True(answered.TryAdd(ended.TicketId, ended), $"{ended.TicketId} ended twice");
            }
        }

        Assert.Equal(commands.Select(static command => command.TicketId).ToHashSet(), answered.Keys.ToHashSet());
        Assert.All(commands[100..], command => Assert.True(answered[command.TicketId].IsSuccess, answered[command.TicketId].Message));
    }

    [Fact]
    public async Task ClientOfARemovedPeerHasEnded_EnqueueToIt_IsRefused()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With());
        var client = await AddAsync(PeerAt(peer.EndPoint));
        await Dicom.Peers.Ask<PeerDrained>(new RemovePeer("peer", TimeSpan.FromMilliseconds(50)), Patience);

        var refused = await client.Ask<EnqueueRefused>(new Enqueue(Store()), Patience);

        Assert.Equal((EnqueueRefusal.Draining, "peer"), (refused.Reason, refused.Peer));
    }

    [Fact]
    public async Task PeerIsRemovedAndAddedAgain_NewClientOpensOnlyWhenTheOldOneHasEnded()
    {
        var answer = new TaskCompletionSource();
        await using var peer = new ActedPeer(Sys, _ => ActedPeer.With(new TestStoreHandler(async (_, _) =>
        {
            await answer.Task;
            return DimseStatus.Success;
        })));
        var old = await AddAsync(PeerAt(peer.EndPoint));
        var first = await EnqueueAsync(old, Store());
        await StatusBecomesAsync(old, static status => status.InFlight == 1);

        var removing = Dicom.Peers.Ask<PeerDrained>(new RemovePeer("peer", Patience), Patience);
        var client = await AddAsync(PeerAt(peer.EndPoint));
        Assert.NotEqual(old, client);
        var second = await EnqueueAsync(client, Store());
        var status = await StatusAsync(client);
        Assert.Equal((1, 0, 0), (status.Queued, status.OpeningAssociations, status.OpenAssociations));
        Assert.Equal(1, peer.Connections);

        answer.SetResult();
        Assert.Equal(0, (await removing).Failed);
        Assert.True((await OutcomeAsync(first)).IsSuccess);
        Assert.True((await OutcomeAsync(second)).IsSuccess);
        Assert.Equal(2, peer.Connections);
        await AssertOneOutcomeEachAsync();
    }

    [Fact]
    public async Task PeerAcceptsNoContextForIt_Failure_SaysSoAndThatItWouldFailAgain()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(policy: new AcceptorPolicy()));
        var ended = await OutcomeAsync(await EnqueueAsync(await AddAsync(PeerAt(peer.EndPoint)), Store()));

        Assert.Equal((RequestFailure.NoPresentationContext, true), (ended.Failure, ended.WouldFailAgain));
        Assert.Null(ended.ConnectionEnd);
    }

    [Fact]
    public async Task PeerRejects_Failure_SaysSoAndThatItMayGoWellLater()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.Rejecting(AssociationRejection.CalledAETitleNotRecognized));
        var ended = await OutcomeAsync(await EnqueueAsync(await AddAsync(PeerAt(peer.EndPoint)), Store()));

        Assert.Equal((RequestFailure.AssociationRejected, false), (ended.Failure, ended.WouldFailAgain));
        Assert.Equal(AssociationRejection.CalledAETitleNotRecognized, ended.ConnectionEnd!.Rejection);
    }

    [Fact]
    public async Task NobodyListens_Failure_SaysSoAndThatItMayGoWellLater()
    {
        var gone = new ActedPeer(Sys, static _ => null);
        await gone.DisposeAsync();
        var client = await AddAsync(PeerAt(gone.EndPoint) with { MaximumAssociationFailures = 1 });
        var ended = await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.Equal((RequestFailure.ConnectionFailed, false), (ended.Failure, ended.WouldFailAgain));
        Assert.Equal(ConnectionEndReason.ConnectionRefused, ended.ConnectionEnd!.Reason);
    }

    [Fact]
    public async Task PeerAnswersNothing_OutcomeIsTimeout_NoFailure()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(new TestStoreHandler(static (_, _) => Task.FromResult<DimseStatus?>(null))));
        var client = await AddAsync(PeerAt(peer.EndPoint) with { MaximumAttempts = 1, ServiceOptions = Quick with { ResponseTimeout = TimeSpan.FromMilliseconds(200) } });
        var ended = await OutcomeAsync(await EnqueueAsync(client, Store()));

        Assert.Equal((TicketOutcome.TimedOut, null, false), (ended.Outcome, ended.Failure, ended.WouldFailAgain));
    }
}
