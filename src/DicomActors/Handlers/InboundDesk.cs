using Akka.Actor;
using Akka.Event;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Where the requests of one connection's peer arrive: finds the handler, keeps what is unanswered, answers for handlers that
/// are missing, fail or are too slow. Called by the engine, by handlers on any thread, and by the connection's actor.
/// </summary>
internal sealed class InboundDesk(
    ConnectionEvents events,
    HandlerRegistry registry,
    HandlerRegistry? ownHandlers,
    TimeSpan handlerTimeout,
    ILoggingAdapter log)
{
    private readonly Dictionary<long, InboundExchange> _unanswered = [];
    private long _received;
    private long _lateAnswers;
    private bool _isWatched;
    private InboundExchange? _storing;

    /// <summary>Told to the actor: a handler takes its time; watch the timeout.</summary>
    internal sealed record HandlerAwaited
    {
        public static HandlerAwaited Instance { get; } = new();
    }

    public ConnectionEvents Events { get; } = events;

    /// <summary>
    /// The engine, set before it runs. The association is asked of it because a sink may be asked for while the callback that
    /// reports the association is still waiting for its turn.
    /// </summary>
    public DicomService? Service { get; set; }

    public long Received => Interlocked.Read(ref _received);

    public long LateAnswers => Interlocked.Read(ref _lateAnswers);

    public int Unanswered
    {
        get
        {
            lock (Events.Gate)
            {
                return _unanswered.Count;
            }
        }
    }

    /// <summary>Where the bytes of a C-STORE go: its handler's decision, made before the first byte.</summary>
    public async ValueTask<ContentSink?> OpenSinkAsync(InboundRequest inbound, CancellationToken cancellationToken)
    {
        var exchange = Exchange(inbound);
        if (Find(inbound.Request) is not { } handler)
        {
            exchange.Respond(StatusWithoutHandler(inbound.Request));
            return null;
        }

        try
        {
            exchange.Sink = await handler.OpenSinkAsync(exchange, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The boundary of a user's code: whatever it throws becomes the answer and a log line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            exchange.Fail(exception);
        }

        _storing = exchange;
        return exchange.Sink;
    }

    public void Receive(InboundRequest inbound)
    {
        // Messages are not interleaved on an association (PS3.7 6.3): at most one C-STORE is arriving.
        var exchange = _storing is { } storing && storing.IsOf(inbound) ? storing : Exchange(inbound);
        _storing = null;
        exchange.WaitingSince = Events.Time.GetTimestamp();
        Events.Publish(new RequestReceivedEvent(
            Events.Id, Events.Connection, Events.Now, inbound.MessageId, inbound.Request));
        if (Find(inbound.Request) is not { } handler)
        {
            exchange.Respond(StatusWithoutHandler(inbound.Request));
            return;
        }

        lock (Events.Gate)
        {
            _unanswered.Add(exchange.ExchangeId, exchange);
        }

        try
        {
            handler.Handle(exchange);
        }
#pragma warning disable CA1031 // The boundary of a user's code: whatever it throws becomes the answer and a log line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            exchange.Fail(exception);
        }

        WatchIfUnanswered(exchange);
    }

    /// <summary>A handler actor's answer.</summary>
    public void Respond(InboundResponse answer)
    {
        InboundExchange? exchange;
        lock (Events.Gate)
        {
            exchange = _unanswered.GetValueOrDefault(answer.ExchangeId);
        }

        if (exchange is null)
        {
            CountLate();
        }
        else
        {
            exchange.Respond(answer.Response);
        }
    }

    /// <summary>Book-keeping of an exchange after an answer was given.</summary>
    public void Answered(InboundExchange exchange, DimseResponse response, bool taken)
    {
        if (!taken)
        {
            CountLate();
        }

        lock (Events.Gate)
        {
            if (response.IsPending && taken)
            {
                exchange.WaitingSince = Events.Time.GetTimestamp();
            }
            else
            {
                _unanswered.Remove(exchange.ExchangeId);
            }
        }
    }

    /// <summary>Answers for handlers that took too long; returns when to look again, null if nothing is left to watch.</summary>
    public TimeSpan? FailOverdue()
    {
        List<InboundExchange>? overdue = null;
        TimeSpan? next = null;
        lock (Events.Gate)
        {
            foreach (var exchange in _unanswered.Values)
            {
                var left = handlerTimeout - Events.Time.GetElapsedTime(exchange.WaitingSince);
                if (left <= TimeSpan.Zero)
                {
                    (overdue ??= []).Add(exchange);
                }
                else if (next is null || left < next)
                {
                    next = left;
                }
            }

            _isWatched = next is not null;
        }

        foreach (var exchange in overdue ?? [])
        {
            log.Warning(
                "{0}: the handler of {1} did not answer message {2} within {3}; answered with a failure for it",
                Events.Id, exchange.Request.Command, exchange.MessageId, handlerTimeout);
            exchange.Respond(DimseStatus.ProcessingFailure);
        }

        return next is { } wait && wait < MinimumWait ? MinimumWait : next;
    }

    public void LogFailure(InboundExchange exchange, Exception exception) => log.Error(
        exception, "{0}: the handler of {1} failed at message {2}", Events.Id, exchange.Request.Command, exchange.MessageId);

    /// <summary>The connection is over: nothing is answered any more.</summary>
    public void Close()
    {
        lock (Events.Gate)
        {
            _unanswered.Clear();
        }
    }

    private static TimeSpan MinimumWait { get; } = TimeSpan.FromMilliseconds(1);

    private InboundExchange Exchange(InboundRequest inbound) =>
        new(this, Interlocked.Increment(ref _received), inbound, Service!.Association!);

    private DicomRequestHandler? Find(DimseRequest request) =>
        ownHandlers?.Find(request.Command, request.SopClassUid) ?? registry.Find(request.Command, request.SopClassUid);

    // PS3.7 Annex C: 0211H if nobody here performs the operation at all, 0122H (composite) or 0118H (normalized) if somebody
    // does, but not for this SOP class.
    private DimseStatus StatusWithoutHandler(DimseRequest request)
    {
        if (!registry.Knows(request.Command) && ownHandlers?.Knows(request.Command) != true)
        {
            return DimseStatus.UnrecognizedOperation;
        }

        return request.Command >= DimseCommand.NEventReportRequest
            ? DimseStatus.NoSuchSopClass
            : DimseStatus.SopClassNotSupported;
    }

    private void WatchIfUnanswered(InboundExchange exchange)
    {
        lock (Events.Gate)
        {
            if (_isWatched || !_unanswered.ContainsKey(exchange.ExchangeId))
            {
                return;
            }

            _isWatched = true;
        }

        Events.Connection.Tell(HandlerAwaited.Instance, ActorRefs.NoSender);
    }

    private void CountLate()
    {
        Interlocked.Increment(ref _lateAnswers);
        log.Debug("{0}: an answer came too late and was dropped", Events.Id);
    }
}
