using Akka.Actor;
using Akka.Event;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <content>Handlers that take too long, and turns that never come: one timer of the connection's actor for all of them.</content>
internal sealed partial class InboundDesk
{
    private long _nextLook = long.MaxValue;

    /// <summary>Told to the actor: something is due; call <see cref="FailOverdue"/>, which says when next.</summary>
    internal sealed record HandlerAwaited
    {
        public static HandlerAwaited Instance { get; } = new();
    }

    private static TimeSpan MinimumWait { get; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Answers for handlers that took too long; returns when to look again, null if nothing is left to watch.</summary>
    public TimeSpan? FailOverdue()
    {
        List<InboundExchange>? overdue = null;
        TimeSpan wait;
        lock (Events.Gate)
        {
            _nextLook = long.MaxValue;
            var now = Events.Time.GetTimestamp();
            foreach (var exchange in _open.Values.Where(exchange => exchange.Phase != ExchangePhase.Arriving))
            {
                var due = DueOf(exchange);
                if (due <= now)
                {
                    (overdue ??= []).Add(exchange);
                }
                else if (due < _nextLook)
                {
                    _nextLook = due;
                }
            }

            wait = _nextLook == long.MaxValue ? TimeSpan.Zero : Events.Time.GetElapsedTime(now, _nextLook);
        }

        overdue?.ForEach(Fail);
        return wait == TimeSpan.Zero ? null : wait < MinimumWait ? MinimumWait : wait;
    }

    private TimeSpan TimeoutOf(InboundExchange exchange) => exchange.Registration!.Options.Timeout ?? settings.HandlerTimeout;

    private long DueOf(InboundExchange exchange) =>
        exchange.WaitingSince + (long)(TimeoutOf(exchange).TotalSeconds * Events.Time.TimestampFrequency);

    private void Watch(InboundExchange exchange)
    {
        lock (Events.Gate)
        {
            if (!_open.ContainsKey(exchange.ExchangeId) || DueOf(exchange) >= _nextLook)
            {
                return;
            }

            _nextLook = DueOf(exchange);
        }

        Events.Connection.Tell(HandlerAwaited.Instance, ActorRefs.NoSender);
    }

    private void Fail(InboundExchange exchange)
    {
        Interlocked.Increment(ref _overdue);
        if (PhaseOf(exchange) == ExchangePhase.Waiting)
        {
            Log.Warning(
                "{0}: message {1} waited {2} for a handler of {3} to become free; refused", Events.Id, exchange.MessageId,
                TimeoutOf(exchange), exchange.Request.Command);
            exchange.Registration!.Limiter.CountRefused();
            AnswerWaiting(exchange, exchange.CreateResponse(StatusWithoutPlace(exchange.Request)) with { ErrorComment = "No handler became free in time" });
        }
        else
        {
            Log.Warning(
                "{0}: the handler of {1} did not answer message {2} within {3}; answered with a failure for it",
                Events.Id, exchange.Request.Command, exchange.MessageId, TimeoutOf(exchange));
            exchange.Respond(DimseStatus.ProcessingFailure);
        }

        exchange.Abandon();
    }

    // PS3.4 B.2.3 and C.4 have a status of their own for it; for the others PS3.7 Annex C has 0213H.
    private static DimseStatus StatusWithoutPlace(DimseRequest request) => request switch
    {
        CStoreRequest or CFindRequest => DimseStatus.OutOfResources,
        CMoveRequest or CGetRequest => DimseStatus.UnableToPerformSubOperations,
        _ => DimseStatus.ResourceLimitation,
    };
}
