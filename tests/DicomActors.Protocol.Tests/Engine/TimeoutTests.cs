using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Tests.Transport;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>
/// Each time limit and how it ends a connection or request. The trait names the option; those of the TLS handshake and of proxies
/// are the transport's.
/// </summary>
public sealed class TimeoutTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ConnectTimeout))]
    public async Task NoTransport_ConnectTimeout_EndsAsConnectTimeout()
    {
        var user = new RecordingUser();
        var service = DicomService.ForRequestor(new DeadConnector(), Engines.Request, user, Options(), NullLogger.Instance);
        var listener = new RecordingListener();
        service.Send(new CEchoRequest(), listener);
        var end = service.RunAsync(CancellationToken.None);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.ConnectTimeout, ended.Reason);
        Assert.Contains("nowhere", ended.Message, StringComparison.Ordinal);
        Assert.Equal(RequestFailure.ConnectionFailed, (await listener.FailureAsync()).Reason);
        Assert.Equal(["closed"], user.Calls);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.AssociateTimeout))]
    public async Task NoAnswerToAssociateRequest_AssociateTimeout_Aborts()
    {
        var (peer, end) = await AbortedForWantOfAnAnswerAsync();
        await using var _ = peer;
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.AssociateTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.CloseTimeout))]
    public async Task SilentPeerAfterOurAbort_CloseTimeout_EndsTheConnection()
    {
        var (peer, end) = await AbortedForWantOfAnAnswerAsync();
        await using var _ = peer;
        Assert.False(end.IsCompleted, "In Sta13 the peer has the close timeout to close itself.");
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(ConnectionEndReason.AssociateTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ArtimTimeout))]
    public async Task NoAssociateRequest_Artim_ClosesTheTransport()
    {
        var (_, user, peer, end) = await Engines.AcceptorAsync(Options(), establish: false);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.ArtimTimeout, (await end.Patiently()).Reason);
        Assert.Equal("closed", user.Calls.Last());
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.AssociateTimeout))]
    public async Task NoDecision_AssociateTimeout_RejectsAsCongestion()
    {
        var user = new RecordingUser { Policy = null };
        var (_, _, peer, end) = await Engines.AcceptorAsync(
            Options() with { AssociateTimeout = TimeSpan.FromSeconds(5) }, user, establish: false);
        await peer.SendAsync(RequestorNegotiation.CreateRequest(Engines.Request, PduLimits.Default));
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(AssociationRejection.TemporaryCongestion.ToPdu(), await peer.ExpectAsync<AssociateRejectPdu>());
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.AssociateTimeout, (await end.Patiently()).Reason);
        Assert.Null(user.Indication!.Accept(Engines.Policy));
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.CloseTimeout))]
    public async Task PeerDoesNotCloseAfterReject_CloseTimeout_ClosesTheTransport()
    {
        var user = new RecordingUser { Policy = Engines.Policy with { CalledAETitles = ["OTHER"] } };
        var (_, _, peer, end) = await Engines.AcceptorAsync(Options(), user, establish: false);
        await peer.SendAsync(RequestorNegotiation.CreateRequest(Engines.Request, PduLimits.Default));
        Assert.Equal(AssociationRejection.CalledAETitleNotRecognized.ToPdu(), await peer.ExpectAsync<AssociateRejectPdu>());
        Assert.False(end.IsCompleted);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.RejectedByUs, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ReleaseTimeout))]
    public async Task NoReleaseResponse_ReleaseTimeout_Aborts()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync(Options());
        service.Release();
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ReleaseTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.SendTimeout))]
    public async Task PeerStopsReading_SendTimeout_AbortsAndResetsAfterTheAbortTimeout()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync(Options());
        var listener = new RecordingListener();
        service.Send(Engines.Store(5_000_000), listener);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(2));
        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.SendTimeout, ended.Reason);
        Assert.Equal(RequestFailure.AssociationAborted, (await listener.FailureAsync()).Reason);
        await peer.DisposeAsync();
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ReceiveTimeout))]
    public async Task PeerStopsInsideAPdu_ReceiveTimeout_Aborts()
    {
        var (_, user, peer, end) = await Engines.AcceptorAsync(Options());
        await user.Established.Patiently();
        await peer.SendRawAsync(new byte[] { 4, 0, 0, 0, 1, 0, 0, 0 });
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ReceiveTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ResponseTimeout))]
    public async Task NoResponse_ResponseTimeout_EndsTheRequestAndALateAnswerIsNotTakenForAnother()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(Options() with { ResponseTimeout = TimeSpan.FromSeconds(20) });
        await using var __ = peer;
        var first = new RecordingListener();
        service.Send(new CEchoRequest(), first);
        var unanswered = await peer.ExpectMessageAsync();
        await first.Sent.Patiently();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(new RequestTimedOut(TimeSpan.FromSeconds(20)), await first.Outcome.Patiently());

        var second = new RecordingListener();
        service.Send(new CEchoRequest(), second);
        var echo = await peer.ExpectMessageAsync();
        Assert.NotEqual(unanswered.Command.MessageId, echo.Command.MessageId);
        await peer.RespondAsync(unanswered, DimseStatus.ProcessingFailure);
        await peer.RespondAsync(echo, DimseStatus.Success);
        Assert.Equal(DimseStatus.Success, (await second.ResponseAsync()).Status);
        Assert.Equal(1, first.EndedCount);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ResponseTotalTimeout))]
    [Trait("Pitfall", "17")]
    public async Task PendingResponses_RestartTheResponseTimeoutButNotTheTotal()
    {
        var (service, _, peer, _) = await Engines.RequestorAsync(Options() with
        {
            ResponseTimeout = TimeSpan.FromSeconds(20), ResponseTotalTimeout = TimeSpan.FromSeconds(50),
        });
        await using var __ = peer;
        var listener = new RecordingListener();
        service.Send(Engines.Find, listener);
        var find = await peer.ExpectMessageAsync();
        await listener.Sent.Patiently();
        for (var i = 1; i <= 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(15));
            await peer.RespondAsync(find, DimseStatus.Pending);
            while (listener.Pending.Count < i)
            {
                await Task.Yield();
            }
        }

        Assert.False(listener.Outcome.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(new RequestTimedOut(TimeSpan.FromSeconds(50)), await listener.Outcome.Patiently());
        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.IdleTimeout))]
    public async Task NothingHappens_IdleTimeout_ReleasesInOrder()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync(Options() with { IdleTimeout = TimeSpan.FromSeconds(90) });
        _clock.Advance(TimeSpan.FromSeconds(80));
        var listener = new RecordingListener();
        service.Send(new CEchoRequest(), listener);
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await listener.ResponseAsync();
        _clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal(AssociationState.Established, service.State);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        Assert.Equal(ConnectionEndReason.IdleTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.AssociationLifetime))]
    public async Task AssociationGetsOld_Lifetime_ReleasesInOrder()
    {
        var (_, _, peer, end) = await Engines.RequestorAsync(Options() with { AssociationLifetime = TimeSpan.FromHours(1) });
        _clock.Advance(TimeSpan.FromHours(1));
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        Assert.Equal(ConnectionEndReason.LifetimeReached, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ReceiveTimeout))]
    public async Task PeerStopsBetweenThePdusOfAMessage_ReceiveTimeout_Aborts()
    {
        var (_, user, peer, end) = await Engines.AcceptorAsync(Options());
        await user.Established.Patiently();
        await peer.SendDataAsync(new Pdv(Engines.EchoContext, true, false, new byte[8]));
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ReceiveTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.ReleaseTimeout))]
    public async Task PeerReleasesAndWeStillOweAResponse_ReleaseTimeout_Aborts()
    {
        var user = new RecordingUser { OnRequest = static _ => { } };
        var (_, _, peer, end) = await Engines.AcceptorAsync(Options(), user);
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        await user.FirstRequest.Patiently();
        await peer.SendAsync(ReleaseRequestPdu.Instance);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ReleaseTimeout, (await end.Patiently()).Reason);
    }

    [Fact]
    [Trait("Timeout", nameof(DicomServiceOptions.AbortTimeout))]
    public async Task AbortCannotBeWritten_AbortTimeout_EndsAsSuch()
    {
        // Room for fewer bytes than an A-ABORT has: it is stuck until the peer reads.
        var transport = new InMemoryTransport(capacity: 8);
        var user = new RecordingUser();
        var service = DicomService.ForRequestor(transport.Connector, Engines.Request, user, Options(), NullLogger.Instance);
        var end = service.RunAsync(CancellationToken.None);
        await using var peer = new ScriptedPeer(transport.Server);
        await peer.AcceptAssociationAsync(Engines.Policy);
        await user.Established.Patiently();
        service.Abort("enough");
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(2)).Patiently();
        var ended = await end.Patiently();
        Assert.Equal(ConnectionEndReason.AbortTimeout, ended.Reason);
        Assert.StartsWith("enough", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionBreaksUnderAWrite_TheEndSaysWhatBroke()
    {
        var transport = new InMemoryTransport();
        var user = new RecordingUser();
        var service = DicomService.ForRequestor(
            new FixedConnector(new OneWayBrokenConnection(transport.Client)), Engines.Request, user, Options(), NullLogger.Instance);
        var end = service.RunAsync(CancellationToken.None);
        await using var peer = new ScriptedPeer(transport.Server);
        await peer.AcceptAssociationAsync(Engines.Policy);
        await user.Established.Patiently();
        service.Send(new CEchoRequest(), new RecordingListener());
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(2));
        var ended = await end.Patiently();
        Assert.Equal((ConnectionEndReason.TransportFailure, "The connection failed: the wire is cut"), (ended.Reason, ended.Message));
    }

    [Fact]
    public async Task TlsClientSaysNothing_HandshakeTimeout_EndsAsSuch()
    {
        await using var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Tls = TlsTestOptions.Server with { HandshakeTimeout = TimeSpan.FromSeconds(10) }, TimeProvider = _clock,
        });
        await using var peer = await ScriptedPeer.ConnectAsync(listener.LocalEndPoint);
        var service = DicomService.ForAcceptor(
            await listener.AcceptAsync(CancellationToken.None), new RecordingUser(), Options(), NullLogger.Instance);
        var end = service.RunAsync(CancellationToken.None);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.TlsHandshakeTimeout, (await end.Patiently()).Reason);
    }

    private DicomServiceOptions Options() => new() { TimeProvider = _clock };

    /// <summary>A requestor that has just given up a peer that does not answer its A-ASSOCIATE-RQ.</summary>
    private async Task<(ScriptedPeer Peer, Task<ConnectionEnd> End)> AbortedForWantOfAnAnswerAsync()
    {
        var transport = new InMemoryTransport();
        var service = DicomService.ForRequestor(
            transport.Connector, Engines.Request, new RecordingUser(), Options() with { AssociateTimeout = TimeSpan.FromSeconds(7) }, NullLogger.Instance);
        var end = service.RunAsync(CancellationToken.None);
        var peer = new ScriptedPeer(transport.Server);
        await peer.ExpectAsync<AssociateRequestPdu>();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(7));
        await peer.ExpectAbortAsync();
        return (peer, end);
    }

    private sealed class DeadConnector : TransportConnector
    {
        public override string Target => "nowhere:104";

        public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("unreachable");
        }
    }
}
