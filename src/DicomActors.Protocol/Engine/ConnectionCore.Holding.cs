using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// What keeps the receive loop from reading faster than pending responses are taken: it waits until each was told, and, if its
/// listener asks for that, until the listener has room again.
/// </summary>
internal sealed partial class ConnectionCore
{
    private OutboundRequest? _holder;
    private TaskCompletionSource? _held;
    private long _heldSince;
    private long _heldFor;
    private int _untoldPending;

    /// <summary>
    /// A clock that stands still while we do not read: an answer cannot be late by time it spent waiting for us.
    /// </summary>
    private long ListeningTime => (_held is null ? _deadlines.After(TimeSpan.Zero) : _heldSince) - _heldFor;

    /// <summary>
    /// Completes when the receive loop may go on: no listener holds it, and callbacks that other threads are still making do not
    /// pile up.
    /// </summary>
    public ValueTask WaitForCallbacksAsync()
    {
        const int TooMany = 1024;
        var isBehind = _callbacks.Count >= TooMany || Volatile.Read(ref _untoldPending) != 0;
        return !isBehind && Volatile.Read(ref _held) is null ? ValueTask.CompletedTask : WaitForCallbacksAsync(isBehind);
    }

    private async ValueTask WaitForCallbacksAsync(bool isBehind)
    {
        if (isBehind)
        {
            await _callbacks.WhenDrainedAsync().ConfigureAwait(false);
        }

        if (Volatile.Read(ref _held) is { } held)
        {
            await held.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Gate held.</summary>
    private void PostPending(OutboundRequest request, DimseResponse response)
    {
        Interlocked.Increment(ref _untoldPending);
        _callbacks.Post(new Callback(
            static callback => ((ConnectionCore)callback.First!).TellPending((OutboundRequest)callback.Target, (DimseResponse)callback.Second!),
            request,
            this,
            response));
    }

    private void TellPending(OutboundRequest request, DimseResponse response)
    {
        try
        {
            var taken = request.Listener.OnPending(request, response);
            if (!taken.IsCompletedSuccessfully)
            {
                _ = HoldAsync(request, taken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _untoldPending);
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design", "CA1031", Justification = "Boundary to user code: whatever it throws becomes the end reason of the connection.")]
    private async Task HoldAsync(OutboundRequest request, ValueTask taken)
    {
        var held = BeginHold(request);
        try
        {
            await taken.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            OnCallbackFault(exception);
        }

        lock (_gate)
        {
            if (held is not null && ReferenceEquals(held, _held))
            {
                EndHold();
            }
        }
    }

    /// <summary>Null when there is no reason to wait for the listener any more.</summary>
    private TaskCompletionSource? BeginHold(OutboundRequest request)
    {
        lock (_gate)
        {
            if (_isOver || _writeFailure is not null || request.CancelRequested || request.State == OutboundRequestState.Ended)
            {
                return null;
            }

            // While it is held the receive loop brings no further pending response, so nobody else can hold it too.
            _heldSince = _deadlines.After(TimeSpan.Zero);
            _holder = request;
            return _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void EndHoldOf(OutboundRequest request)
    {
        if (ReferenceEquals(request, _holder))
        {
            EndHold();
        }
    }

    /// <summary>Gate held.</summary>
    private void EndHold()
    {
        if (_held is not { } held)
        {
            return;
        }

        _heldFor += _deadlines.After(TimeSpan.Zero) - _heldSince;
        (_held, _holder) = (null, null);
        if (!_isOver)
        {
            var nearest = long.MaxValue;
            foreach (var request in _ledger.Outstanding)
            {
                nearest = Math.Min(nearest, Math.Min(request.ResponseDue, request.TotalDue));
            }

            _deadlines.Set(DeadlineKind.Response, ByTheClock(nearest));
        }

        held.SetResult();
    }

    private long ByTheClock(long listeningTime) => listeningTime == long.MaxValue ? listeningTime : listeningTime + _heldFor;
}
