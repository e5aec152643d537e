using DicomActors.Connections;

namespace DicomActors.Handlers;

/// <summary>
/// Lets a number of requests at once pass to one handler. The rest wait, each connection's in their order and the connections in
/// turn, so that one that asks for much does not hold up those that ask for little. What waits is bounded by the requests each
/// connection takes on (<see cref="Protocol.DicomServiceOptions.MaximumUnansweredRequests"/>; then its reading pauses).
/// </summary>
internal sealed class HandlerLimiter
{
    // Nothing is called out to under it, so it may be taken under any other lock.
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, LinkedList<InboundExchange>> _waiting = [];
    private readonly LinkedList<ConnectionId> _turns = [];
    private int _active;
    private int _waitingCount;
    private long _refused;

    public (int Active, int Waiting, long Refused) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_active, _waitingCount, _refused);
            }
        }
    }

    /// <summary>
    /// True if the request has a place. False if it waits: then either <see cref="InboundExchange.TakeTurn"/> is called on the
    /// thread pool once a place is free, or it is withdrawn.
    /// </summary>
    public bool TryEnter(InboundExchange exchange, int limit)
    {
        lock (_gate)
        {
            if (_active < limit && _turns.Count == 0)
            {
                _active++;
                exchange.Place = HandlerPlace.Taken;
                return true;
            }

            if (!_waiting.TryGetValue(exchange.ConnectionId, out var ofConnection))
            {
                _waiting.Add(exchange.ConnectionId, ofConnection = []);
                _turns.AddLast(exchange.ConnectionId);
            }

            ofConnection.AddLast(exchange);
            _waitingCount++;
            exchange.Place = HandlerPlace.Queued;
            return false;
        }
    }

    /// <summary>Gives up the place, or the wait for one; nothing to do for a request that has neither.</summary>
    public void Leave(InboundExchange exchange)
    {
        InboundExchange? next = null;
        lock (_gate)
        {
            if (exchange.Place == HandlerPlace.Queued)
            {
                Withdraw(exchange);
            }
            else if (exchange.Place == HandlerPlace.Taken)
            {
                _active--;
                next = TakeNext();
            }

            exchange.Place = HandlerPlace.None;
        }

        if (next is not null)
        {
            // Never here: this may be inside another connection's lock, or deep in a handler's answer.
            ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.TakeTurn(), next, preferLocal: false);
        }
    }

    public void CountRefused() => Interlocked.Increment(ref _refused);

    private void Withdraw(InboundExchange exchange)
    {
        var ofConnection = _waiting[exchange.ConnectionId];
        ofConnection.Remove(exchange);
        _waitingCount--;
        if (ofConnection.Count == 0)
        {
            _waiting.Remove(exchange.ConnectionId);
            _turns.Remove(exchange.ConnectionId);
        }
    }

    private InboundExchange? TakeNext()
    {
        if (_turns.First is not { } turn)
        {
            return null;
        }

        var ofConnection = _waiting[turn.Value];
        var next = ofConnection.First!.Value;
        ofConnection.RemoveFirst();
        _turns.RemoveFirst();
        if (ofConnection.Count == 0)
        {
            _waiting.Remove(turn.Value);
        }
        else
        {
            _turns.AddLast(turn);
        }

        _waitingCount--;
        _active++;
        next.Place = HandlerPlace.Taken;
        return next;
    }
}
