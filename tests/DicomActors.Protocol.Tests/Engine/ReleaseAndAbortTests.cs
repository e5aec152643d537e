using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

public sealed class ReleaseAndAbortTests
{
    [Fact]
    public async Task Requestor_PeerReleases_IsAnswered()
    {
        var (_, user, peer, end) = await Engines.RequestorAsync();
        await peer.ReleaseAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
        Assert.Equal(["connected", "established", "release requested", "released by peer", "closed"], user.Calls);
    }

    [Fact]
    public async Task Acceptor_PeerReleasesWhileHandlerWorks_ResponseGoesOutBeforeTheReleaseIsAnswered()
    {
        var user = new RecordingUser { OnRequest = static _ => { } };
        var (service, _, peer, end) = await Engines.AcceptorAsync(user: user);
        await peer.SendRequestAsync(Engines.EchoContext, new CEchoRequest(), 1);
        var request = await user.FirstRequest.Patiently();
        await peer.SendAsync(ReleaseRequestPdu.Instance);
        while (service.State != AssociationState.AwaitingLocalReleaseResponse)
        {
            await Task.Yield();
        }

        Assert.True(request.Respond(DimseStatus.Success));
        await peer.ExpectMessageAsync(DimseCommand.CEchoResponse);
        await peer.ExpectAsync<ReleaseResponsePdu>();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Requestor_ReleaseCollision_AnswersFirstThenWaits()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync();
        service.Release();
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseRequestPdu.Instance);
        await peer.ExpectAsync<ReleaseResponsePdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        await peer.ExpectCloseAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task Acceptor_ReleaseCollision_WaitsThenAnswers()
    {
        var (service, user, peer, end) = await Engines.AcceptorAsync();
        await user.Established.Patiently();
        service.Release();
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseRequestPdu.Instance);
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        await peer.ExpectAsync<ReleaseResponsePdu>();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.Released, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task ReleaseRequestInTheMiddleOfAMessage_IsAborted()
    {
        var (service, _, peer, end) = await Engines.AcceptorAsync();
        await using var __ = service;
        await peer.SendDataAsync(new Pdv(Engines.StoreContext, true, true, CommandSetCodec.ToArray(DimseMessages.ToCommandSet(Engines.Store(10), 1))));
        await peer.SendAsync(ReleaseRequestPdu.Instance);
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.ProtocolError, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task RequestsOutstanding_Release_WaitsForTheirAnswers()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync();
        var first = new RecordingListener();
        var second = new RecordingListener();
        service.Send(new CEchoRequest(), first);
        service.Send(new CEchoRequest(), second);
        service.Release();
        var late = new RecordingListener();
        service.Send(new CEchoRequest(), late);
        Assert.Equal(RequestFailure.NotAccepted, (await late.FailureAsync()).Reason);

        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await peer.ExpectAsync<ReleaseRequestPdu>();
        await peer.SendAsync(ReleaseResponsePdu.Instance);
        await end.Patiently();
        await first.ResponseAsync();
        await second.ResponseAsync();
    }

    [Fact]
    public async Task Abort_MidTransfer_BreaksInAndFailsTheRequestOnce()
    {
        var (service, user, peer, end) = await Engines.RequestorAsync();
        var listener = new RecordingListener();
        var queued = new RecordingListener();
        service.Send(Engines.Store(10_000_000), listener);
        service.Send(new CEchoRequest(), queued);
        while (service.Counters.OutstandingRequests == 0)
        {
            await Task.Yield();
        }

        service.Abort("the user changed his mind");
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();

        var ended = await end.Patiently();
        Assert.Equal((ConnectionEndReason.AbortedByUs, "the user changed his mind"), (ended.Reason, ended.Message));
        Assert.True((await listener.FailureAsync()).MayHaveReachedPeer);
        Assert.False((await queued.FailureAsync()).MayHaveReachedPeer);
        Assert.Equal((1, 1), (listener.EndedCount, queued.EndedCount));
        Assert.Contains("aborted by us ServiceUser/0", user.Calls);
    }

    [Fact]
    public async Task PeerDies_EveryRequestEndsExactlyOnceBeforeClosed()
    {
        var (service, user, peer, end) = await Engines.RequestorAsync(
            request: Engines.WithWindow(4), policy: Engines.Policy with { MaximumOperationsPerformed = 4 });
        var listeners = Enumerable.Range(0, 20).Select(static _ => new RecordingListener()).ToList();
        listeners.ForEach(listener => service.Send(Engines.Store(20_000), listener));
        await peer.ExpectMessageAsync();

        peer.Reset();
        var ended = await end.Patiently();

        Assert.Equal(ConnectionEndReason.TransportFailure, ended.Reason);
        Assert.All(listeners, static listener => Assert.Equal(1, listener.EndedCount));
        Assert.Equal(4, listeners.Count(static listener => ((RequestFailed)listener.Outcome.Result).MayHaveReachedPeer));
        Assert.Equal("closed", user.Calls.Last());
        var late = new RecordingListener();
        service.Send(new CEchoRequest(), late);
        Assert.Equal(RequestFailure.ConnectionLost, (await late.FailureAsync()).Reason);
    }

    [Fact]
    public async Task SlowSink_StopsReadsOfItsConnectionButAbortByUsStillWorks()
    {
        var entered = new TaskCompletionSource();
        var user = new RecordingUser
        {
            OpenSink = async (_, token) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return new DiscardingContentSink();
            },
        };
        var (service, _, peer, end) = await Engines.AcceptorAsync(user: user);
        await peer.SendRequestAsync(Engines.StoreContext, Engines.Store(10), 1, new byte[10]);
        await entered.Task.Patiently();

        service.Abort();

        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.AbortedByUs, (await end.Patiently()).Reason);
    }

    [Fact]
    public async Task StopToken_Cancelled_EndsAsStopped()
    {
        var transport = new InMemoryTransport();
        var user = new RecordingUser();
        var service = DicomService.ForRequestor(
            transport.Connector, Engines.Request, user, DicomServiceOptions.Default, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var end = service.RunAsync(stop.Token);
        await using var peer = new ScriptedPeer(transport.Server);
        await peer.AcceptAssociationAsync(Engines.Policy);
        await user.Established.Patiently();

        await stop.CancelAsync();
        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.Stopped, (await end.Patiently()).Reason);
    }
}
