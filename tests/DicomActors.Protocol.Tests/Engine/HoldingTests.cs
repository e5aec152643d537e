using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A listener that is not done with a pending response holds up reading, and nothing else.</summary>
public sealed class HoldingTests
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider _clock = new();
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DicomServiceOptions Options => new()
    {
        TimeProvider = _clock, ResponseTimeout = ResponseTimeout, ResponseTotalTimeout = TimeSpan.FromSeconds(50),
    };

    private async Task<(DicomService Service, ScriptedPeer Peer, Task<ConnectionEnd> End, RecordingListener Listener, OutboundRequest Request, PeerMessage Find)> HeldAsync()
    {
        var (service, _, peer, end) = await Engines.RequestorAsync(
            Options, Engines.WithWindow(8), Engines.Policy with { MaximumOperationsPerformed = 8 });
        var listener = new RecordingListener { WhenPending = _ => new ValueTask(_taken.Task) };
        var request = service.Send(Engines.Find, listener);
        var find = await peer.ExpectMessageAsync();
        await listener.Sent.Patiently();
        await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        await listener.FirstPending.Patiently();
        return (service, peer, end, listener, request, find);
    }

    [Fact]
    public async Task Held_MorePendingResponses_AreNotReadBeforeItIsTaken()
    {
        var (service, peer, _, listener, _, find) = await HeldAsync();
        await using var __ = peer;
        var received = service.Counters.BytesReceived;
        for (var i = 0; i < 50; i++)
        {
            await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        }

        await peer.RespondAsync(find, DimseStatus.Success);
        Assert.Single(listener.Pending);
        Assert.Equal(received, service.Counters.BytesReceived);

        _taken.SetResult();
        await listener.ResponseAsync();
        Assert.Equal(51, listener.Pending.Count);
    }

    [Fact]
    public async Task Held_OwnTimeoutsPass_NothingTimesOutUntilReadingGoesOn()
    {
        var (service, peer, _, listener, _, find) = await HeldAsync();
        await using var __ = peer;
        var other = new RecordingListener();
        _clock.Advance(TimeSpan.FromSeconds(5));
        service.Send(new CEchoRequest(), other);
        await peer.ExpectMessageAsync();
        await other.Sent.Patiently();

        _clock.Advance(TimeSpan.FromSeconds(200));
        Assert.Equal((0, 0), (listener.EndedCount, other.EndedCount));

        _taken.SetResult();
        await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        while (listener.Pending.Count < 2)
        {
            await Task.Yield();
        }

        // Both have what they had left when reading stopped: 20 s since the last pending response, and 20 s of the C-ECHO.
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal((0, 0), (listener.EndedCount, other.EndedCount));
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new RequestTimedOut(ResponseTimeout), await other.Outcome.Patiently());
        Assert.Equal(new RequestTimedOut(ResponseTimeout), await listener.Outcome.Patiently());
    }

    [Fact]
    public async Task Held_Cancel_SendsCCancelAndReadsOn()
    {
        var (service, peer, _, listener, request, find) = await HeldAsync();
        await using var __ = peer;

        Assert.True(service.Cancel(request));

        var cancel = await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        Assert.Equal(find.Command.MessageId, cancel.Command.MessageIdBeingRespondedTo);
        await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        await peer.RespondAsync(find, DimseStatus.Cancel);
        Assert.IsType<RequestCancelled>(await listener.Outcome.Patiently());
    }

    [Fact]
    public async Task Held_Abort_EndsAtOnce()
    {
        var (service, peer, end, listener, _, _) = await HeldAsync();

        service.Abort("enough");

        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.AbortedByUs, (await end.Patiently()).Reason);
        Assert.Equal(ConnectionEndReason.AbortedByUs, (await listener.FailureAsync()).ConnectionEnd?.Reason);
    }

    [Fact]
    public async Task Held_Dispose_EndsAtOnce()
    {
        var (service, peer, _, listener, _, _) = await HeldAsync();
        await using var __ = peer;

        await service.DisposeAsync().AsTask().Patiently();

        Assert.Equal(RequestFailure.AssociationAborted, (await listener.FailureAsync()).Reason);
    }

    [Fact]
    public async Task Held_PeerAborts_IsSeenWhenReadingGoesOn()
    {
        var (_, peer, end, listener, _, _) = await HeldAsync();
        await peer.SendAsync(AbortPdu.ByServiceUser);
        await peer.DisposeAsync();
        Assert.Equal(0, listener.EndedCount);

        _taken.SetResult();

        Assert.Equal(ConnectionEndReason.AbortedByPeer, (await end.Patiently()).Reason);
        Assert.Equal(1, listener.EndedCount);
    }

    [Fact]
    public async Task ListenerFails_WhileItHolds_AbortsTheAssociation()
    {
        var (_, peer, end, listener, _, _) = await HeldAsync();

        _taken.SetException(new InvalidOperationException("The listener is broken."));

        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();
        Assert.Equal(ConnectionEndReason.InternalError, (await end.Patiently()).Reason);
        Assert.Equal(1, listener.EndedCount);
    }
}
