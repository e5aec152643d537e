using DicomActors.Protocol.Associations;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Engine;

/// <summary>Everything that ends an association: release, abort, time limits, and a transport that fails.</summary>
internal sealed partial class ConnectionCore
{
    private bool _releaseAsked;
    private bool _releaseByPeer;
    private bool _closeAfterAbort;
    private bool _abortWritten;
    private ConnectionEnd? _releaseEnd;
    private long _lastActivity;

    public void Release(ConnectionEndReason reason, string message)
    {
        lock (_gate)
        {
            ReleaseLocked(reason, message);
        }

        Settle();
    }

    public void Abort(string? cause)
    {
        lock (_gate)
        {
            AbortLocked(ConnectionEndReason.AbortedByUs, cause ?? "Aborted by us.", null);
        }

        Settle();
    }

    /// <summary>The peer closed its side, or the transport failed under a read.</summary>
    public void OnReadEnded(Exception? exception)
    {
        lock (_gate)
        {
            if (exception is null)
            {
                var message = _receiver.BytesReceived > 0
                    ? "The peer closed the connection without release or abort."
                    : "The peer closed the connection without sending a byte." + ClientCertificateHint();
                SetEnd(new ConnectionEnd(ConnectionEndReason.ClosedByPeer, message));
            }
            else if (TransportException.Classify(exception) == TransportFailure.TlsHandshakeFailed)
            {
                // TLS 1.3: the server judges our certificate after our side of the handshake is over.
                SetEnd(new ConnectionEnd(ConnectionEndReason.TlsHandshakeFailed, exception.Message + ClientCertificateHint(), exception));
            }
            else
            {
                var hint = _receiver.BytesReceived > 0 ? "" : ClientCertificateHint();
                SetEnd(new ConnectionEnd(ConnectionEndReason.TransportFailure, $"The connection failed: {exception.Message}{hint}", exception));
            }
        }
    }

    private string ClientCertificateHint() => Role == AssociationRole.Requestor && Transport.Security is not null
        ? " With TLS this is how a peer refuses our certificate, or that we have none."
        : "";

    public void OnReceiveLoopFailed(Exception exception)
    {
        lock (_gate)
        {
            AbortLocked(ConnectionEndReason.InternalError, $"The receive loop failed: {exception.Message}", exception);
        }

        Settle();
    }

    public void OnReadWaits(bool isInsideMessage)
    {
        if (isInsideMessage)
        {
            lock (_gate)
            {
                if (!_isOver)
                {
                    _deadlines.Start(DeadlineKind.Receive, Options.ReceiveTimeout);
                }
            }
        }
    }

    public void OnReadDone(bool isInsideMessage)
    {
        if (isInsideMessage)
        {
            lock (_gate)
            {
                _deadlines.Stop(DeadlineKind.Receive);
            }
        }
    }

    public void OnAbortWritten()
    {
        lock (_gate)
        {
            _deadlines.Stop(DeadlineKind.Abort);
            _abortWritten = true;
            _closeRequested |= _closeAfterAbort;
        }

        Settle();
    }

    /// <summary>Content failed half-way: the message cannot be completed, so the association is over (PS3.7 annex E).</summary>
    public void OnContentFailed(OutboundRequest request, Exception exception)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                // Content that gives up because the association is over. Its A-ABORT is still to be sent.
                return;
            }

            EndRequest(request, new RequestFailed(
                RequestFailure.ContentFailed, $"The content could not be read to its end: {exception.Message}", exception, MayHaveReachedPeer: true));
            AbortLocked(ConnectionEndReason.ContentFailure, $"Content could not be read to its end: {exception.Message}", exception);
        }

        Settle();
    }

    /// <summary>Aborts for good: does not wait for the peer to close (Sta13), only for the A-ABORT to be written.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _closeAfterAbort = true;
            AbortLocked(ConnectionEndReason.Stopped, "Stopped.", null);
        }

        Settle();
    }

    private void ReleaseLocked(ConnectionEndReason reason, string message)
    {
        if (_releaseAsked || _isOver)
        {
            return;
        }

        _releaseAsked = true;
        _releaseEnd = new ConnectionEnd(reason, message);
        var isTooEarly = _queue.RequestCount == 0
            && (State == AssociationState.AwaitingTransportConnection
                || (State == AssociationState.Idle && Role == AssociationRole.Requestor));
        if (isTooEarly || State == AssociationState.AwaitingAssociateRequest)
        {
            // There is no association to release, and nothing to establish one for.
            AbortLocked(reason, message, null);
        }
    }

    private void AbortLocked(ConnectionEndReason reason, string message, Exception? exception)
    {
        SetEnd(new ConnectionEnd(reason, message, exception));
        if (Step(AssociationEvent.LocalAbortRequest) is not null)
        {
            return;
        }

        // No association (Sta1, Sta2), or not any more (Sta13): nothing to abort but the transport. An A-ABORT that is being
        // written has its own time limit.
        _resetRequested |= !_closeAfterAbort || _abortPdu is null || _abortWritten;
        EndAssociation();
    }

    private void SetEnd(ConnectionEnd end) => _end ??= end;

    /// <summary>No more messages from here on: every request gets its outcome, every handler its cancellation. Gate held.</summary>
    private void EndAssociation()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        _cancelOver = true;
        _deadlines.Stop(DeadlineKind.Connect);
        _deadlines.Stop(DeadlineKind.Associate);
        _deadlines.Stop(DeadlineKind.Release);
        _deadlines.Stop(DeadlineKind.Response);
        _deadlines.Stop(DeadlineKind.Receive);
        _deadlines.Stop(DeadlineKind.Idle);
        _deadlines.Stop(DeadlineKind.Lifetime);
        _end ??= new ConnectionEnd(ConnectionEndReason.ClosedByPeer, "The peer closed the connection.");
        FailAllRequests();
        EndInboundRequests();
    }

    private void OnTransportFailedToOpen(Exception exception)
    {
        lock (_gate)
        {
            SetEnd(EndOf(exception));
            Step(AssociationEvent.TransportClosed);
        }

        Settle();
    }

    private static ConnectionEnd EndOf(Exception exception) =>
        new(ConnectionEnd.ReasonOf(TransportException.Classify(exception)), exception.Message, exception);

    private void OnReleaseIndicated()
    {
        _releaseByPeer = State == AssociationState.AwaitingLocalReleaseResponse;
        _deadlines.Start(DeadlineKind.Release, Options.ReleaseTimeout);
        Post(static callback => UserOf(callback).OnReleaseRequested());

        // The peer waits for A-RELEASE-RP only: it will answer nothing any more (PS3.8 table 9-10, Sta7).
        FailAllRequests(new ConnectionEnd(ConnectionEndReason.Released, "The peer released the association."));
    }

    private void OnReleaseAnswered()
    {
        _deadlines.Stop(DeadlineKind.Release);
        if (State == AssociationState.AwaitingTransportClose)
        {
            // AR-4: from our side the association is released; the collision of Sta12 was confirmed before.
            ConfirmReleased(_releaseByPeer);
        }
        else
        {
            _deadlines.Start(DeadlineKind.Release, Options.ReleaseTimeout);
        }
    }

    private void OnReleaseConfirmed()
    {
        if (State == AssociationState.CollisionAcceptorAwaitingLocalReleaseResponse)
        {
            return; // AR-10: our own response is still due and follows at once.
        }

        _deadlines.Stop(DeadlineKind.Release);
        ConfirmReleased(requestedByPeer: false);
    }

    private void ConfirmReleased(bool requestedByPeer)
    {
        SetEnd(!requestedByPeer && _releaseEnd is not null
            ? _releaseEnd
            : new ConnectionEnd(ConnectionEndReason.Released, requestedByPeer ? "Released by the peer." : "Released by us."));
        Post(static callback => UserOf(callback).OnAssociationReleased(callback.Number != 0), number: requestedByPeer ? 1 : 0);
    }

    /// <summary>Asks for or answers a release as soon as nothing stands in the way. Gate held, send loop at rest.</summary>
    private void AdvanceRelease()
    {
        switch (State)
        {
            case AssociationState.Established
                when _releaseAsked && _queue.RequestCount == 0 && _queue.ResponseCount == 0 && _ledger.Count == 0 && _inbound.Count == 0 && !_receiver.IsInsideMessage:
                Step(AssociationEvent.LocalReleaseRequest);
                break;
            case AssociationState.AwaitingLocalReleaseResponse when _queue.ResponseCount == 0 && _inbound.Count == 0:
            case AssociationState.CollisionRequestorAwaitingLocalReleaseResponse:
            case AssociationState.CollisionAcceptorAwaitingLocalReleaseResponse:
                Step(AssociationEvent.LocalReleaseResponse);
                break;
        }
    }

    private void OnTick()
    {
        lock (_gate)
        {
            while (_deadlines.TryTakeExpired(out var kind))
            {
                OnExpired(kind);
            }

            _deadlines.Rearm();
        }

        Settle();
    }

    private void OnExpired(DeadlineKind kind)
    {
        switch (kind)
        {
            case DeadlineKind.Connect:
                AbortLocked(
                    ConnectionEndReason.ConnectTimeout,
                    $"No connection to {_connector!.Target} within {Options.ConnectTimeout.TotalSeconds:0.###} s.",
                    null);
                break;
            case DeadlineKind.Artim:
                SetEnd(new ConnectionEnd(
                    ConnectionEndReason.ArtimTimeout, $"No A-ASSOCIATE-RQ within {Options.ArtimTimeout.TotalSeconds:0.###} s."));
                Step(AssociationEvent.ArtimExpired);
                _resetRequested = true;
                break;
            case DeadlineKind.Associate when State == AssociationState.AwaitingLocalAssociateResponse:
                SetEnd(new ConnectionEnd(
                    ConnectionEndReason.AssociateTimeout, $"No decision on the association within {Options.AssociateTimeout.TotalSeconds:0.###} s."));
                _decision = AssociationRejection.TemporaryCongestion;
                Step(AssociationEvent.LocalAssociateReject);
                break;
            case DeadlineKind.Associate:
                AbortLocked(
                    ConnectionEndReason.AssociateTimeout,
                    $"No answer to the A-ASSOCIATE-RQ within {Options.AssociateTimeout.TotalSeconds:0.###} s.",
                    null);
                break;
            case DeadlineKind.Release:
                AbortLocked(
                    ConnectionEndReason.ReleaseTimeout, $"The release was not completed within {Options.ReleaseTimeout.TotalSeconds:0.###} s.", null);
                break;
            case DeadlineKind.Abort:
                OnAbortOverdue();
                break;
            case DeadlineKind.Send when _held is not null:
                // A peer that is stuck with its responses because we do not read them is not to blame.
                _deadlines.Start(DeadlineKind.Send, Options.SendTimeout);
                break;
            case DeadlineKind.Send:
                AbortLocked(
                    ConnectionEndReason.SendTimeout, $"The peer read nothing for {Options.SendTimeout.TotalSeconds:0.###} s.", null);
                break;
            case DeadlineKind.Receive:
                AbortLocked(
                    ConnectionEndReason.ReceiveTimeout,
                    $"The peer sent nothing for {Options.ReceiveTimeout.TotalSeconds:0.###} s in the middle of a PDU or message.",
                    null);
                break;
            case DeadlineKind.Response:
                OnResponsesOverdue();
                break;
            case DeadlineKind.Idle:
                OnIdle();
                break;
            case DeadlineKind.Lifetime:
                ReleaseLocked(
                    ConnectionEndReason.LifetimeReached, $"The association reached its age of {Options.AssociationLifetime.TotalSeconds:0.###} s.");
                break;
        }
    }

    /// <summary>An A-ABORT could not be written, or a write failed and the read side has nothing to say about it.</summary>
    private void OnAbortOverdue()
    {
        _resetRequested = true;
        if (_writeFailure is { } failure)
        {
            SetEnd(new ConnectionEnd(ConnectionEndReason.TransportFailure, $"The connection failed: {failure.Message}", failure));

            // The read side may be waiting for room for the answers that will never be sent.
            EndAssociation();
        }
        else if (_end is { Reason: ConnectionEndReason.AbortedByUs } end)
        {
            _end = end with
            {
                Reason = ConnectionEndReason.AbortTimeout,
                Message = $"{end.Message.TrimEnd('.')}; the A-ABORT could not be written within {Options.AbortTimeout.TotalSeconds:0.###} s.",
            };
        }
    }

    private void OnIdle()
    {
        var due = _deadlines.After(_lastActivity, Options.IdleTimeout);
        if (_ledger.Count > 0 || _inbound.Count > 0 || _queue.RequestCount > 0 || _receiver.IsInsideMessage)
        {
            _deadlines.Start(DeadlineKind.Idle, Options.IdleTimeout);
        }
        else if (due > _deadlines.After(TimeSpan.Zero))
        {
            _deadlines.Set(DeadlineKind.Idle, due);
        }
        else
        {
            ReleaseLocked(ConnectionEndReason.IdleTimeout, $"Nothing happened for {Options.IdleTimeout.TotalSeconds:0.###} s.");
        }
    }
}
