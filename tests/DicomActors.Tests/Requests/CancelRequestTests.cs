using Akka.Actor;
using DicomActors.Connections;
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

        connection.Tell(new CancelRequest(command.RequestId) { AbortAfter = Short }, ActorRefs.NoSender);
        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);
        await ExpectMsgAsync<RequestSentEvent>(Patience);
        await ExpectMsgAsync<RequestCancelledEvent>(Patience);

        // Another grace, begun after and longer, ends the association: the first one was over by then, and did nothing.
        var other = new SendRequest(new CStoreRequest(Content()));
        connection.Tell(other, TestActor);
        await peer.ExpectMessageAsync(DimseCommand.CStoreRequest);
        connection.Tell(new CancelRequest(other.RequestId) { AbortAfter = 2 * Short }, ActorRefs.NoSender);
        await peer.ExpectAbortAsync();
        var cause = (await NextEventAsync<DicomAbortedEvent>()).Abort.Cause;
        Assert.StartsWith($"{other.RequestId} was cancelled", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestsThatEndWithoutAResponse_TheirEvents_TellHowLongTheyTook()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var sent = new SendRequest(new CStoreRequest(Content()));
        connection.Tell(sent, ActorRefs.NoSender);
        await NextEventAsync<RequestSentEvent>();
        var queued = new SendRequest(new CEchoRequest());
        connection.Tell(queued, ActorRefs.NoSender);
        connection.Tell(new CancelRequest(queued.RequestId), ActorRefs.NoSender);
        var cancelled = await NextEventAsync<RequestCancelledEvent>();

        connection.Tell(new AbortAssociation(), ActorRefs.NoSender);

        var failed = await NextEventAsync<RequestFailedEvent>();
        Assert.True(cancelled.Elapsed > TimeSpan.Zero && failed.Elapsed > cancelled.Elapsed, $"{cancelled.Elapsed} should be shorter than {failed.Elapsed}.");
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
