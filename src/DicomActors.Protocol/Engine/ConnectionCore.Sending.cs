using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Engine;

/// <summary>What the send loop asks: what comes next, and in which context.</summary>
internal sealed partial class ConnectionCore
{
    // So many responses are not held back: a handler may give any number of them before it returns.
    private const int MaximumHeldResponses = 32;

    // Only the thread it names sees a value that says anything to it.
    private int _holdingThread;

    /// <summary>Whether an A-ABORT waits to break in.</summary>
    public bool IsAbortWaiting => Volatile.Read(ref _abortPdu) is not null && !_abortTaken;

    /// <summary>
    /// The next thing to send, in order of precedence. False when there is nothing; the loop then stops
    /// (<see cref="SendLoop.IsRunning"/> is cleared under the gate), unless it still has bytes to flush.
    /// </summary>
    public bool TryTakeOutgoing(bool canStop, out Outgoing outgoing)
    {
        lock (_gate)
        {
            if (_writeFailure is null && TryTakeLocked(out outgoing))
            {
                return true;
            }

            outgoing = default;
            if (canStop)
            {
                _sender.OnStopped();
            }

            return false;
        }
    }

    /// <summary>
    /// Until <see cref="ReleaseMessages"/> the calling thread, that of the receive loop, starts no send loop for messages: a read often brings
    /// several, and what they lead to goes out together. Abort, release and whatever other threads send are not held.
    /// </summary>
    public void HoldMessages() => _holdingThread = Environment.CurrentManagedThreadId;

    /// <summary>Sends what was held. On the thread that holds, before it waits for anything.</summary>
    public void ReleaseMessages()
    {
        _holdingThread = 0;
        Settle();
    }

    public void OnSendLoopFailed(Exception exception, bool isTransport)
    {
        lock (_gate)
        {
            _sender.IsWriting = false;
            _deadlines.Stop(DeadlineKind.Send);
            _writeFailure ??= exception;
            if (isTransport)
            {
                // What the peer sent before (an A-ABORT, perhaps) may still be readable and says more than the failed write:
                // the read side decides, and the abort deadline makes sure that it does.
                _deadlines.SetIfEarlier(DeadlineKind.Abort, _deadlines.After(Options.AbortTimeout));
                EndHold();
            }
            else
            {
                AbortLocked(ConnectionEndReason.InternalError, $"The send loop failed: {exception.Message}", exception);
                _resetRequested = true;
            }

            _sender.OnStopped();
        }
    }

    public void OnActivity()
    {
        if (Options.IdleTimeout != Timeout.InfiniteTimeSpan)
        {
            Volatile.Write(ref _lastActivity, Options.TimeProvider.GetTimestamp());
        }
    }

    public void OnWriteWaits()
    {
        lock (_gate)
        {
            _sender.IsWriting = true;
            _deadlines.Start(DeadlineKind.Send, Options.SendTimeout);
        }

        // The transport may have to be closed just now.
        Settle();
    }

    public void OnWriteDone()
    {
        lock (_gate)
        {
            _sender.IsWriting = false;
            _deadlines.Stop(DeadlineKind.Send);
        }
    }

    /// <summary>The context for a request; null and a failure when there is none.</summary>
    public PresentationContext? FindContext(OutboundRequest request, out RequestFailed? failure)
    {
        failure = null;
        var association = Association!;
        var sopClass = request.Request.SopClassUid;
        PresentationContext? context;
        if (request.Options?.PresentationContextId is { } id)
        {
            context = association.FindContext(id);
        }
        else if (request.Request is NEventReportRequest)
        {
            // The SCP reports to the SCU. One that opened the association itself often does so without role selection.
            context = association.AcceptedContexts
                .Where(accepted => accepted.AbstractSyntax == sopClass)
                .OrderByDescending(static accepted => accepted.LocalIsScp)
                .FirstOrDefault();
        }
        else if (request.Request is CStoreRequest store)
        {
            context = association.FindContext(sopClass, store.Content.TransferSyntax);
        }
        else
        {
            context = (request.Request.Dataset is { } dataset ? association.FindContext(sopClass, dataset.TransferSyntax) : null)
                ?? association.FindContext(sopClass);
        }

        if (context is null)
        {
            var detail = request.Request is CStoreRequest { Content: var content } ? $" with {content.TransferSyntax.Name}" : "";
            failure = new RequestFailed(
                RequestFailure.NoPresentationContext,
                $"No accepted presentation context for {sopClass.Name ?? sopClass.Value}{detail}.");
        }

        return context;
    }

    private bool HasWorkForSender()
    {
        if (_writeFailure is not null || _transport is null)
        {
            return false;
        }

        if (_abortPdu is not null)
        {
            return !_abortTaken;
        }

        AdvanceRelease();
        return _queue.HasPdus || (!IsHeldHere && HasMessagesForSender());
    }

    private bool IsHeldHere => _holdingThread == Environment.CurrentManagedThreadId
        && _queue.ResponseCount < Math.Min(MaximumHeldResponses, Options.MaximumQueuedResponses);

    private bool HasMessagesForSender() => (IsMessageTransferPossible && (_queue.ResponseCount > 0 || _queue.HasCancels)) || CanInvoke();

    private bool TryTakeLocked(out Outgoing outgoing)
    {
        if (_abortPdu is { } abort)
        {
            outgoing = new Outgoing(OutgoingKind.Abort, abort);
            var isNew = !_abortTaken;
            _abortTaken = true;
            return isNew;
        }

        if (_queue.TryTakePdu(out var pdu))
        {
            outgoing = new Outgoing(OutgoingKind.Pdu, pdu);
            return true;
        }

        if (IsMessageTransferPossible && TryTakeMessage(out outgoing))
        {
            return true;
        }

        AdvanceRelease();
        outgoing = new Outgoing(OutgoingKind.Pdu, _queue.TryTakePdu(out pdu) ? pdu : null);
        return pdu is not null;
    }

    private bool TryTakeMessage(out Outgoing outgoing)
    {
        if (_queue.TryTakeResponse(out outgoing))
        {
            if (_responseRoom is not null && _queue.ResponseCount <= Options.MaximumQueuedResponses / 2)
            {
                _responseRoom.SetResult();
                _responseRoom = null;
            }

            return true;
        }

        if (_queue.TryTakeCancel(out var cancelled))
        {
            outgoing = new Outgoing(OutgoingKind.Cancel, Request: cancelled);
            return true;
        }

        if (!CanInvoke() || !_queue.TryTakeRequest(out var request))
        {
            return false;
        }

        _permits = Options.AutoSend ? 0 : _permits - 1;
        _ledger.Add(request);
        request.State = OutboundRequestState.Sending;
        outgoing = new Outgoing(OutgoingKind.Request, Request: request);
        return true;
    }

    private bool CanInvoke() =>
        State == AssociationState.Established
        && !_isOver
        && _queue.RequestCount > 0
        && _ledger.Count < _invokeLimit
        && (Options.AutoSend || _permits > 0);
}
