using Akka.Actor;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Requests;

/// <summary><see cref="CancelRequest.AbortAfter"/>: what happens to a request that does not end by being cancelled.</summary>
public sealed class CancelRequestTests(ITestOutputHelper output) : ScriptedPeerSpec(output)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task StoreUnanswered_GraceOver_AbortsTheAssociation()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        var command = new SendRequest(new CStoreRequest(Content()));
        connection.Tell(command, TestActor);
        await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);

        connection.Tell(new CancelRequest(command.RequestId) { AbortAfter = Short }, TestActor);

        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        await ExpectMsgAsync<RequestSentEvent>(Patience);
        Assert.Equal(RequestFailure.AssociationAborted, (await ExpectMsgAsync<RequestFailedEvent>(Patience)).Reason);
        Assert.Contains("was cancelled", (await NextEventAsync<ConnectionClosedEvent>()).End.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindWhosePeerIgnoresCCancel_GraceOver_AbortsTheAssociation()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var command = new SendRequest(Find);
        connection.Tell(command, TestActor);
        await peer.ExpectMessageAsync(DimseCommand.CFindRequest);

        connection.Tell(new CancelRequest(command.RequestId) { AbortAfter = Short }, TestActor);

        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.ExpectAbortAsync();
    }

    [Fact]
    public async Task StoreUnanswered_NoGrace_AbortsAtOnce()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var command = new SendRequest(new CStoreRequest(Content()));
        connection.Tell(command, TestActor);
        await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);

        connection.Tell(new CancelRequest(command.RequestId) { AbortAfter = TimeSpan.Zero }, TestActor);

        await peer.ExpectAbortAsync();
    }

    [Fact]
    public async Task FindAnsweredWithinTheGrace_GraceOver_AssociationLivesOn()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var command = new SendRequest(Find);
        connection.Tell(command, TestActor);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        var other = new SendRequest(new CStoreRequest(Content()));

        connection.Tell(new CancelRequest(command.RequestId) { AbortAfter = Short }, ActorRefs.NoSender);
        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);
        await ExpectMsgAsync<RequestSentEvent>(Patience);
        await ExpectMsgAsync<RequestCancelledEvent>(Patience);

        // Another grace, begun after and twice as long, passes: the first is over by then.
        connection.Tell(other, TestActor);
        var store = await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);
        Sys.Scheduler.ScheduleTellOnce(2 * Short, TestActor, "over", ActorRefs.NoSender);
        await ExpectMsgAsync<RequestSentEvent>(Patience);
        await ExpectMsgAsync("over", Patience);
        await peer.RespondAsync(store, DimseStatus.Success);
        await ExpectMsgAsync<RequestCompletedEvent>(Patience);
    }

    [Fact]
    public async Task QueuedRequest_AbortAfterNothing_IsTakenOutWithoutAbort()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var first = connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        var queued = new SendRequest(new CStoreRequest(Content()));
        connection.Tell(queued, TestActor);

        connection.Tell(new CancelRequest(queued.RequestId) { AbortAfter = TimeSpan.Zero }, TestActor);

        Assert.Null((await ExpectMsgAsync<RequestCancelledEvent>(Patience)).Response);
        await AssertLivesAsync(first, peer);
    }

    [Fact]
    public async Task UnknownRequest_AbortAfterNothing_IsIgnored()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;

        connection.Tell(new CancelRequest(RequestId.Next()) { AbortAfter = TimeSpan.Zero }, TestActor);

        await AssertLivesAsync(connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience), peer);
    }
}
