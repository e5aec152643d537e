using DicomActors.Protocol.Data;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Engine;

/// <summary>Our own requests: from queue to outcome.</summary>
internal sealed partial class ConnectionCore
{
    private int _invokeLimit = 1;
    private int _permits;

    public OutboundRequest Send(DimseRequest request, IDimseRequestListener listener, SendOptions? options)
    {
        var handle = new OutboundRequest(request, listener, options);
        lock (_gate)
        {
            if (_isOver)
            {
                EndRequest(handle, _end is { } end && _ran
                    ? FailureOf(end, false)
                    : new RequestFailed(RequestFailure.NotAccepted, "The association is over."));
            }
            else if (_releaseAsked || State is not (AssociationState.Established or AssociationState.Idle
                or AssociationState.AwaitingTransportConnection or AssociationState.AwaitingAssociateResponse
                or AssociationState.AwaitingAssociateRequest or AssociationState.AwaitingLocalAssociateResponse))
            {
                EndRequest(handle, new RequestFailed(RequestFailure.NotAccepted, "The association is being released and takes no more requests."));
            }
            else if (_queue.RequestCount >= Options.MaximumQueuedRequests)
            {
                EndRequest(handle, new RequestFailed(
                    RequestFailure.QueueFull, $"{Options.MaximumQueuedRequests} requests are waiting already, which is the limit."));
            }
            else
            {
                _queue.Enqueue(handle);
            }
        }

        Settle();
        return handle;
    }

    public bool Cancel(OutboundRequest request)
    {
        bool done;
        lock (_gate)
        {
            done = request.State switch
            {
                OutboundRequestState.Queued => Withdraw(request),
                OutboundRequestState.Ended => false,
                _ => request.Request.IsCancellable && SendCancel(request),
            };
        }

        Settle();
        return done;
    }

    public void SendNextMessage()
    {
        lock (_gate)
        {
            _permits = Math.Min(_permits + 1, _queue.RequestCount);
        }

        Settle();
    }

    /// <summary>The send loop finished a request: it is on its way.</summary>
    public void OnRequestSent(OutboundRequest request)
    {
        lock (_gate)
        {
            if (request.State == OutboundRequestState.Ended)
            {
                return;
            }

            Post(request, static callback => Listener(callback).OnSent((OutboundRequest)callback.Target));
            request.State = OutboundRequestState.AwaitingResponse;
            if (request.EarlyResponse is { } early)
            {
                Conclude(request, early);
            }
            else
            {
                StartResponseTimes(request);
            }

            if (_queue.RequestCount == 0)
            {
                Post(static callback => UserOf(callback).OnSendQueueEmpty());
            }
        }
    }

    /// <summary>Nothing was sent of it, and nothing can be; the association lives on.</summary>
    public void OnRequestNotSent(OutboundRequest request, RequestFailed failure)
    {
        lock (_gate)
        {
            EndRequest(request, failure);
        }

        Settle();
    }

    public void OnProgress(OutboundRequest request, long bytesSent)
    {
        lock (_gate)
        {
            request.BytesSent = bytesSent;
            if (request.WantsProgress && request.State != OutboundRequestState.Ended)
            {
                Post(
                    request, static callback => Listener(callback).OnProgress((OutboundRequest)callback.Target, callback.Number), number: bytesSent);
            }
        }
    }

    /// <summary>A response arrived. False when it answers a request with the response of another service.</summary>
    public bool OnResponse(in CommandSet set, EncodedDataset? dataset)
    {
        lock (_gate)
        {
            var id = set.MessageIdBeingRespondedTo;
            if (_isOver)
            {
                return true;
            }

            if (!_ledger.TryFind(id, out var request))
            {
                // The normal way to get here is an answer that comes after its request timed out.
                if (!_ledger.IsAbandoned(id, isFinal: !set.Status.IsPending))
                {
                    EngineLog.UnknownResponse(Logger, id, set.Command);
                }

                return true;
            }

            if ((ushort)set.Command != ((ushort)request.Request.Command | 0x8000)
                || DimseMessages.ToResponse(set, dataset) is not { } response)
            {
                return false;
            }

            Inspector?.OnMessage(TrafficDirection.Received, Now, request.PresentationContextId, id, response);
            if (response.IsPending)
            {
                request.ResponseDue = _deadlines.After(ListeningTime, ResponseTimeoutOf(request));
                PostPending(request, response);
            }
            else if (request.State == OutboundRequestState.Sending)
            {
                // The peer may answer early (a refusal), but the message it refuses has to be finished first.
                request.EarlyResponse = response;
            }
            else
            {
                Conclude(request, response);
            }
        }

        Settle();
        return true;
    }

    private DateTimeOffset Now => Options.TimeProvider.GetUtcNow();

    private static IDimseRequestListener Listener(in Callback callback) => (IDimseRequestListener)callback.First!;

    private void Post(OutboundRequest request, Action<Callback> function, object? second = null, long number = 0) =>
        _callbacks.Post(new Callback(function, request, request.Listener, second, number));

    private void Conclude(OutboundRequest request, DimseResponse response) => EndRequest(
        request,
        request.CancelRequested && response.Status.Category == DimseStatusCategory.Cancel
            ? new RequestCancelled(response)
            : new RequestCompleted(response));

    /// <summary>The one place a request gets its outcome. Gate held.</summary>
    private void EndRequest(OutboundRequest request, RequestOutcome outcome)
    {
        if (request.State == OutboundRequestState.Ended)
        {
            return;
        }

        if (request.MessageId != 0)
        {
            _ledger.Remove(request);
        }

        request.State = OutboundRequestState.Ended;
        EndHoldOf(request);
        Post(
            request, static callback => Listener(callback).OnEnded((OutboundRequest)callback.Target, (RequestOutcome)callback.Second!), outcome);
    }

    private bool Withdraw(OutboundRequest request)
    {
        EndRequest(request, new RequestCancelled(null));
        _queue.Withdraw();
        return true;
    }

    private bool SendCancel(OutboundRequest request)
    {
        if (!request.CancelRequested)
        {
            request.CancelRequested = true;
            EndHoldOf(request);
            _queue.EnqueueCancel(request);
        }

        return true;
    }

    private TimeSpan ResponseTimeoutOf(OutboundRequest request) => request.Options?.ResponseTimeout ?? Options.ResponseTimeout;

    private TimeSpan TotalTimeoutOf(OutboundRequest request) => request.Options?.TotalTimeout ?? Options.ResponseTotalTimeout;

    private void StartResponseTimes(OutboundRequest request)
    {
        request.ResponseDue = _deadlines.After(ListeningTime, ResponseTimeoutOf(request));
        request.TotalDue = _deadlines.After(ListeningTime, TotalTimeoutOf(request));
        _deadlines.SetIfEarlier(DeadlineKind.Response, ByTheClock(Math.Min(request.ResponseDue, request.TotalDue)));
    }

    private void OnResponsesOverdue()
    {
        if (_held is not null)
        {
            return; // EndHold looks again.
        }

        var now = ListeningTime;
        var nearest = long.MaxValue;
        foreach (var request in _ledger.Outstanding.ToArray())
        {
            if (request.State != OutboundRequestState.AwaitingResponse)
            {
                continue;
            }

            var due = Math.Min(request.ResponseDue, request.TotalDue);
            if (due > now)
            {
                nearest = Math.Min(nearest, due);
                continue;
            }

            if (request.Request.IsCancellable && State == AssociationState.Established)
            {
                // The peer need not go on for nobody.
                SendCancel(request);
            }

            _ledger.Abandon(request);
            request.IsAbandoned = true;
            EndRequest(request, new RequestTimedOut(request.ResponseDue <= now ? ResponseTimeoutOf(request) : TotalTimeoutOf(request)));
        }

        _deadlines.Set(DeadlineKind.Response, ByTheClock(nearest));
    }

    private void FailAllRequests() => FailAllRequests(_end!);

    private void FailAllRequests(ConnectionEnd end)
    {
        foreach (var request in _ledger.TakeAll())
        {
            EndRequest(request, FailureOf(end, mayHaveReachedPeer: true));
        }

        foreach (var request in _queue.TakeAllRequests())
        {
            EndRequest(request, FailureOf(end, mayHaveReachedPeer: false));
        }
    }

    private static RequestFailed FailureOf(ConnectionEnd end, bool mayHaveReachedPeer)
    {
        var reason = end.Reason switch
        {
            ConnectionEndReason.Released or ConnectionEndReason.IdleTimeout or ConnectionEndReason.LifetimeReached
                => RequestFailure.AssociationReleased,
            ConnectionEndReason.RejectedByPeer or ConnectionEndReason.RejectedByUs => RequestFailure.AssociationRejected,
            ConnectionEndReason.ClosedByPeer or ConnectionEndReason.TransportFailure => RequestFailure.ConnectionLost,
            ConnectionEndReason.ConnectionRefused or ConnectionEndReason.HostUnreachable or ConnectionEndReason.HostNotFound
                or ConnectionEndReason.ConnectTimeout or ConnectionEndReason.TlsHandshakeFailed
                or ConnectionEndReason.TlsHandshakeTimeout or ConnectionEndReason.ProxyFailed
                or ConnectionEndReason.ProxyHeaderInvalid => RequestFailure.ConnectionFailed,
            ConnectionEndReason.ArtimTimeout or ConnectionEndReason.NotDicom => RequestFailure.ConnectionLost,
            _ => RequestFailure.AssociationAborted,
        };
        return new RequestFailed(reason, end.Message, end.Exception, mayHaveReachedPeer) { ConnectionEnd = end };
    }
}
