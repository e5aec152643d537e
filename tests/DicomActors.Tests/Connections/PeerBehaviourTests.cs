using System.Net;
using System.Text;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using DicomActors.Requests;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

/// <summary>What a connection's actor tells when its peer does this or that.</summary>
public sealed class PeerBehaviourTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private static readonly AssociationRequest Request = VerificationRequest
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian);

    private static readonly AcceptorPolicy AcceptAll = new() { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll };

    public static TheoryData<AssociationRejection> Rejections =>
    [
        AssociationRejection.NoReasonGiven, AssociationRejection.ApplicationContextNotSupported,
        AssociationRejection.CallingAETitleNotRecognized, AssociationRejection.CalledAETitleNotRecognized,
        AssociationRejection.ProviderNoReasonGiven, AssociationRejection.ProtocolVersionNotSupported,
        AssociationRejection.TemporaryCongestion, AssociationRejection.LocalLimitExceeded,
    ];

    private static CFindRequest Find { get; } = new(
        SopClasses.StudyRootFind,
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build());

    private async Task<(ConnectionOpened Opened, ScriptedPeer Peer)> MeetAsync()
    {
        await using var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));
        var opening = ConnectAsync(listener.LocalEndPoint);
        var peer = await ScriptedPeer.AcceptAsync(listener);
        return (await opening, peer);
    }

    private async Task<(ConnectionOpened Opened, ScriptedPeer Peer)> AssociateWithPeerAsync()
    {
        var (opened, peer) = await MeetAsync();
        var association = opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);
        await peer.AcceptAssociationAsync(AcceptAll);
        await association;
        return (opened, peer);
    }

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task PeerRejects_OpenAssociation_FailsWithResultSourceAndReason(AssociationRejection rejection)
    {
        var (opened, peer) = await MeetAsync();
        await using var _ = peer;
        var association = opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);
        await peer.ExpectAsync<AssociateRequestPdu>();

        await peer.SendAsync(rejection.ToPdu());

        var failure = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => association);
        Assert.Equal(rejection, failure.Rejection);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(rejection, Assert.Single(events.OfType<DicomAssociationRejectedEvent>()).Rejection);
    }

    [Theory]
    [InlineData(AbortSource.ServiceUser, AbortReason.NotSpecified)]
    [InlineData(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu)]
    [InlineData(AbortSource.ServiceProvider, AbortReason.InvalidPduParameterValue)]
    public async Task PeerAborts_RequestUnderWay_FailsWithSourceAndReason(AbortSource source, AbortReason reason)
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var echo = opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);

        await peer.SendAsync(new AbortPdu(source, reason));

        var failure = await Assert.ThrowsAsync<DicomRequestException>(() => echo);
        Assert.Equal(RequestFailure.AssociationAborted, Assert.IsType<RequestFailedEvent>(failure.Ending).Reason);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        AssertOneTerminalEventPerRequest(events);
        var abort = Assert.Single(events.OfType<DicomAbortedEvent>()).Abort;
        Assert.Equal((true, source, reason), (abort.ByPeer, abort.Source, abort.Reason));
    }

    [Fact]
    public async Task PeerResets_RequestsUnderWay_EachFailsOnce()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        for (var i = 0; i < 3; i++)
        {
            opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        }

        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);

        // Its answer comes behind the requests: all of them were taken.
        await opened.Connection.Ask<ConnectionStatus>(GetConnectionStatus.Instance, Patience);
        peer.Reset();

        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        AssertOneTerminalEventPerRequest(events);
        Assert.Equal([true, false, false], events.OfType<RequestFailedEvent>().Select(failed => failed.MayHaveReachedPeer));
        Assert.All(events.OfType<RequestFailedEvent>(), failed => Assert.Equal(RequestFailure.ConnectionLost, failed.Reason));
    }

    [Fact]
    public async Task PeerClosesInTheMiddleOfAMessage_Request_FailsAndTheConnectionIsClosedByPeer()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        var echo = opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        await peer.ExpectMessageAsync(DimseCommand.CEchoRequest);

        await peer.SendRawAsync(new byte[] { 0x04, 0, 0, 0, 0, 80, 0, 0 });
        await peer.DisposeAsync();

        await Assert.ThrowsAsync<DicomRequestException>(() => echo);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(ConnectionEndReason.ClosedByPeer, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }

    [Fact]
    public async Task PeerReleases_Established_EndsReleasedByPeer()
    {
        var (opened, peer) = await AssociateWithPeerAsync();

        await peer.ReleaseAsync();
        await peer.DisposeAsync();

        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.True(Assert.Single(events.OfType<DicomAssociationReleasedEvent>()).RequestedByPeer);
        Assert.Equal(ConnectionEndReason.Released, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }

    [Fact]
    public async Task PeerSpeaksHttp_OpenAssociation_FailsAsNotDicom()
    {
        var (opened, peer) = await MeetAsync();
        await using var _ = peer;
        var association = opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);
        await peer.ExpectAsync<AssociateRequestPdu>();

        await peer.SendRawAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
        await peer.ExpectAsync<AbortPdu>();
        await peer.DisposeAsync();

        await Assert.ThrowsAnyAsync<DicomConnectionException>(() => association);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(ConnectionEndReason.NotDicom, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }

    [Fact]
    public async Task PeerIsSilent_RequestWithTimeout_TimesOut()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var timeout = TimeSpan.FromMilliseconds(100);

        var echo = opened.Connection.Ask<CEchoResult>(
            new Converse(new CEchoRequest()) { Options = new SendOptions { ResponseTimeout = timeout } }, Patience);

        var failure = await Assert.ThrowsAsync<DicomRequestException>(() => echo);
        Assert.Equal(timeout, Assert.IsType<RequestTimedOutEvent>(failure.Ending).After);
        Assert.Equal(timeout, (await NextEventAsync<RequestTimedOutEvent>()).After);
    }

    [Fact]
    public async Task PeerAnswersPending_SendRequest_TellsEachResponseToItsSender()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        opened.Connection.Tell(new SendRequest(Find), TestActor);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);

        await peer.RespondAsync(find, DimseStatus.Pending, Find.Dataset!.Bytes);
        await peer.RespondAsync(find, DimseStatus.Pending, Find.Dataset!.Bytes);
        await peer.RespondAsync(find, DimseStatus.Success);

        await ExpectMsgAsync<RequestSentEvent>(Patience);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        Assert.Equal(DimseStatus.Success, (await ExpectMsgAsync<RequestCompletedEvent>(Patience)).Response.Status);
    }

    [Fact]
    public async Task FindUnderWay_CancelRequest_SendsCCancelAndEndsCancelled()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var command = new SendRequest(Find);
        opened.Connection.Tell(command, TestActor);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        await ExpectMsgAsync<RequestSentEvent>(Patience);

        opened.Connection.Tell(new CancelRequest(command.RequestId));
        var cancel = await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);

        Assert.Equal(find.Command.MessageId, cancel.Command.MessageIdBeingRespondedTo);
        Assert.Equal(DimseStatus.Cancel, (await ExpectMsgAsync<RequestCancelledEvent>(Patience)).Response!.Status);
    }

    [Fact]
    public async Task QueuedRequest_CancelRequest_EndsCancelledWithoutBeingSent()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        opened.Connection.Tell(new SendRequest(new CEchoRequest()), ActorRefs.NoSender);
        var queued = new SendRequest(new CEchoRequest());
        opened.Connection.Tell(queued, TestActor);

        opened.Connection.Tell(new CancelRequest(queued.RequestId));

        var cancelled = await ExpectMsgAsync<RequestCancelledEvent>(Patience);
        Assert.Equal((queued.RequestId, null), (cancelled.RequestId, cancelled.Response));
    }

    [Fact]
    public async Task PeerLeavesBeforeTheAssociation_OpenAssociation_Fails()
    {
        var (opened, peer) = await MeetAsync();
        await peer.DisposeAsync();

        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(ConnectionEndReason.ClosedByPeer, ((ConnectionClosedEvent)events[^1]).End.Reason);
        var failure = await Assert.ThrowsAsync<ConnectionClosedException>(
            () => opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience));
        Assert.Equal(ConnectionEndReason.ClosedByPeer, failure.End.Reason);
    }

    [Fact]
    public async Task PeerResetsBeforeTheAssociation_NobodyAsks_IsClosedAtOnceAndTheActorStops()
    {
        var (opened, peer) = await MeetAsync();
        Watch(opened.Connection);

        peer.Reset();

        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Contains(
            ((ConnectionClosedEvent)events[^1]).End.Reason, new[] { ConnectionEndReason.ClosedByPeer, ConnectionEndReason.TransportFailure });
        await ExpectTerminatedAsync(opened.Connection, Patience);
    }

    [Fact]
    public async Task PeerSpeaksFirst_OpenAssociation_TheEngineJudgesWhatItSaid()
    {
        var (opened, peer) = await MeetAsync();
        await using var _ = peer;
        await peer.SendRawAsync(Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2p1 this goes on for longer than the watch reads at once, and more\r\n"));

        var association = opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);

        await Assert.ThrowsAnyAsync<DicomConnectionException>(() => association);
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(ConnectionEndReason.NotDicom, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }

    [Fact]
    public async Task BothReleaseAtOnce_Collision_EndsReleased()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var release = opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
        await peer.ExpectAsync<ReleaseRequestPdu>();

        // PS3.8 9.2, Sta7 to Sta9: the requestor answers the peer's request first, then waits for its own answer.
        await peer.SendAsync(ReleaseRequestPdu.Instance);
        await peer.ExpectAsync<ReleaseResponsePdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);

        await release;
        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Single(events.OfType<DicomAssociationReleasedEvent>());
        Assert.Equal(ConnectionEndReason.Released, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }

    [Fact]
    public async Task PeerIsHalfOpen_RequestUnderWay_TimesOutAndTheAbortIsNotWaitedFor()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var echo = opened.Connection.Ask<CEchoResult>(
            new Converse(new CEchoRequest()) { Options = new SendOptions { ResponseTimeout = TimeSpan.FromMilliseconds(100) } }, Patience);

        // A peer that is gone without a word: it reads nothing and answers nothing.
        await Assert.ThrowsAsync<DicomRequestException>(() => echo);
        var closed = await opened.Connection.Ask<ConnectionClosed>(CloseConnection.Instance, Patience);

        Assert.Equal(ConnectionEndReason.AbortedByUs, closed.End.Reason);
        AssertOneTerminalEventPerRequest(await EventsUntilClosedAsync(opened.ConnectionId));
    }

    [Fact]
    public async Task WeAbort_DicomAbortedEvent_TellsOurSourceAndCause()
    {
        var (opened, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;

        opened.Connection.Tell(new AbortAssociation("enough"));

        var abort = await peer.ExpectAbortAsync();
        var told = await NextEventAsync<DicomAbortedEvent>();
        Assert.Equal((AbortSource.ServiceUser, AbortSource.ServiceUser), (abort.Source, told.Source));
        Assert.Equal((false, "enough"), (told.Abort.ByPeer, told.Abort.Cause));
    }

    [Fact]
    public async Task TwoOpensAtOnce_OpenAssociation_OneSucceedsOneIsRefused()
    {
        var (opened, peer) = await MeetAsync();
        await using var _ = peer;
        var first = opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);
        var second = opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request), Patience);
        await peer.AcceptAssociationAsync(AcceptAll);

        await first;
        await Assert.ThrowsAsync<InvalidConnectionStateException>(() => second);
    }
}
