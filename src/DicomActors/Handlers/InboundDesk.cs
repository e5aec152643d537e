using Akka.Actor;
using Akka.Event;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Telemetry;

namespace DicomActors.Handlers;

/// <summary>
/// Where the requests of one connection's peer arrive: finds the handler, waits for its turn, keeps what is unanswered, answers for
/// handlers that are missing, fail or are too slow. Called by the engine, by handlers on any thread, and by the connection's actor.
/// </summary>
internal sealed partial class InboundDesk(
    ConnectionEvents events,
    ConnectionTelemetry telemetry,
    HandlerRegistry registry,
    HandlerRegistry? ownHandlers,
    DicomSettings settings,
    ActorSystem system)
{
    // Guarded by the gate of the events, like the phase of each. An association has few at a time: its operations window.
    private readonly Dictionary<long, InboundExchange> _open = [];
    private bool _isClosed;
    private long _received;
    private long _lateAnswers;
    private long _overdue;

    public ConnectionEvents Events { get; } = events;

    /// <summary>
    /// The engine, set before it runs. The association is asked of it because a sink may be asked for while the callback that
    /// reports the association is still waiting for its turn.
    /// </summary>
    public DicomService? Service { get; set; }

    // Few connections ever log: it is made when one does.
    private ILoggingAdapter Log => Logging.GetLogger(system, Events.Connection);

    public long Received => Interlocked.Read(ref _received);

    public long LateAnswers => Interlocked.Read(ref _lateAnswers);

    public long Overdue => Interlocked.Read(ref _overdue);

    public int Unanswered
    {
        get
        {
            lock (Events.Gate)
            {
                return _open.Count;
            }
        }
    }

    public int Waiting
    {
        get
        {
            lock (Events.Gate)
            {
                return _open.Values.Count(exchange => exchange.Phase == ExchangePhase.Waiting);
            }
        }
    }

    /// <summary>
    /// Where the bytes of a C-STORE go: its handler's decision, made before the first byte. The receive loop waits, for the
    /// handler's turn too.
    /// </summary>
    public async ValueTask<ContentSink?> OpenSinkAsync(InboundRequest inbound, CancellationToken cancellationToken)
    {
        var exchange = Exchange(inbound);
        if (!TryOpen(exchange) || !await WaitForTurnAsync(exchange, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        exchange.MakeCurrent();
        ContentSink? sink = null;
        try
        {
            sink = await exchange.Registration!.Handler.OpenSinkAsync(exchange, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Forget(exchange);
            throw;
        }
#pragma warning disable CA1031 // The boundary of a user's code: whatever it throws becomes the answer and a log line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            exchange.Fail(exception);
        }

        exchange.Sink = sink;
        if (sink is null)
        {
            Forget(exchange);
            return null;
        }

        return new ExchangeSink(sink, exchange);
    }

    /// <summary>A complete request.</summary>
    public void Receive(InboundRequest inbound)
    {
        var stored = Find(inbound);
        var exchange = stored ?? Exchange(inbound);
        telemetry.Received(inbound.Request);
        Events.Publish(new RequestReceivedEvent(Events.Id, Events.Connection, Events.Now, inbound.MessageId, inbound.Request)
        {
            ContentLength = exchange.ContentLength,
        });
        if (stored is not null)
        {
            Start(stored);
        }
        else if (TryOpen(exchange))
        {
            if (TryEnter(exchange))
            {
                Start(exchange);
            }
            else
            {
                Watch(exchange);
            }
        }
    }

    /// <summary>The peer cancels a request; its token follows.</summary>
    public void Cancel(InboundRequest inbound)
    {
        Events.Publish(new CancelReceivedEvent(Events.Id, Events.Connection, Events.Now, inbound.MessageId, inbound.Request));
        if (Find(inbound) is { } exchange && PhaseOf(exchange) == ExchangePhase.Waiting)
        {
            AnswerWaiting(exchange, exchange.CreateResponse(DimseStatus.Cancel));
        }
    }

    /// <summary>Hands a request to its handler, unless it is over by now.</summary>
    public void Start(InboundExchange exchange)
    {
        if (!TryEnterPhase(exchange, ExchangePhase.Handling))
        {
            return;
        }

        var current = exchange.MakeCurrent();
        try
        {
            exchange.Registration!.Handler.Handle(exchange);
        }
#pragma warning disable CA1031 // The boundary of a user's code: whatever it throws becomes the answer and a log line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            exchange.Fail(exception);
        }
        finally
        {
            exchange.RestoreCurrent(current);
        }

        Watch(exchange);
    }

    /// <summary>Answers for a handler that was not reached. The wait ends first: who has the answer may look at the status.</summary>
    private static void AnswerWaiting(InboundExchange exchange, DimseResponse response)
    {
        exchange.Registration!.Limiter.Leave(exchange);
        exchange.Respond(response);
    }

    /// <summary>A handler actor's answer.</summary>
    public void Respond(InboundResponse answer)
    {
        InboundExchange? exchange;
        lock (Events.Gate)
        {
            exchange = _open.GetValueOrDefault(answer.ExchangeId);
        }

        if (exchange is null)
        {
            CountLate();
            return;
        }

        try
        {
            exchange.Respond(answer.Response);
        }
        catch (ArgumentException exception)
        {
            // It comes from another actor: its fault must not be this connection's crash.
            exchange.Fail(exception);
        }
    }

    /// <summary>Book-keeping of an exchange after an answer was given.</summary>
    public void Answered(InboundExchange exchange, DimseResponse response, bool taken)
    {
        if (!taken)
        {
            CountLate();
        }

        if (response.IsPending && taken)
        {
            lock (Events.Gate)
            {
                exchange.WaitingSince = Events.Time.GetTimestamp();
            }
        }
        else
        {
            Forget(exchange, taken ? response.Status : null);
        }
    }

    /// <summary>An exchange is over, in whatever way.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="status">What it was answered with; null: not by its handler, or not at all.</param>
    public void Forget(InboundExchange exchange, DimseStatus? status = null)
    {
        EndActivity(exchange, status);
        lock (Events.Gate)
        {
            _open.Remove(exchange.ExchangeId);
        }

        exchange.Leave();
    }

    public void LogFailure(InboundExchange exchange, Exception exception) => Log.Error(
        exception, "{0}: the handler of {1} failed at message {2}", Events.Id, exchange.Request.Command, exchange.MessageId);

    /// <summary>The connection is over: nothing is answered any more.</summary>
    public void Close()
    {
        List<InboundExchange> open;
        lock (Events.Gate)
        {
            _isClosed = true;
            open = [.. _open.Values];
            _open.Clear();
        }

        open.ForEach(exchange =>
        {
            EndActivity(exchange, null);
            exchange.Leave();
        });
    }

    private InboundExchange Exchange(InboundRequest inbound) =>
        new(this, Interlocked.Increment(ref _received), inbound, Service!.Association!) { Activity = telemetry.Begin(inbound.Request) };

    private void EndActivity(InboundExchange exchange, DimseStatus? status)
    {
        if (exchange.Activity is { IsStopped: false } activity)
        {
            telemetry.End(activity, status);
        }
    }

    private InboundExchange? Find(InboundRequest inbound)
    {
        lock (Events.Gate)
        {
            foreach (var exchange in _open.Values)
            {
                if (exchange.IsOf(inbound))
                {
                    return exchange;
                }
            }

            return null;
        }
    }

    private ExchangePhase PhaseOf(InboundExchange exchange)
    {
        lock (Events.Gate)
        {
            return exchange.Phase;
        }
    }

    /// <summary>Takes a request on; false if nobody handles it (it is answered so) or the connection is over.</summary>
    private bool TryOpen(InboundExchange exchange)
    {
        var request = exchange.Request;
        exchange.Registration = ownHandlers?.FindRegistration(request.Command, request.SopClassUid)
            ?? registry.FindRegistration(request.Command, request.SopClassUid);
        if (exchange.Registration is null)
        {
            exchange.Respond(StatusWithoutHandler(request));
            return false;
        }

        lock (Events.Gate)
        {
            exchange.WaitingSince = Events.Time.GetTimestamp();
            return !_isClosed && _open.TryAdd(exchange.ExchangeId, exchange);
        }
    }

    private bool TryEnter(InboundExchange exchange)
    {
        var registration = exchange.Registration!;
        var isIn = registration.Limiter.TryEnter(exchange, registration.Options.MaximumConcurrent ?? settings.MaximumConcurrentPerHandler);
        lock (Events.Gate)
        {
            if (_open.ContainsKey(exchange.ExchangeId))
            {
                return isIn;
            }
        }

        // Answered or closed in between, when there was nothing to leave yet.
        exchange.Leave();
        return false;
    }

    private async ValueTask<bool> WaitForTurnAsync(InboundExchange exchange, CancellationToken cancellationToken)
    {
        if (!TryEnter(exchange))
        {
            Watch(exchange);
            try
            {
                if (!await exchange.WhenTurnComes().WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
            catch (OperationCanceledException)
            {
                Forget(exchange);
                throw;
            }
        }

        return TryEnterPhase(exchange, ExchangePhase.Arriving);
    }

    private bool TryEnterPhase(InboundExchange exchange, ExchangePhase phase)
    {
        lock (Events.Gate)
        {
            exchange.Phase = phase;
            exchange.WaitingSince = Events.Time.GetTimestamp();
            return _open.ContainsKey(exchange.ExchangeId);
        }
    }

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

    private void CountLate()
    {
        Interlocked.Increment(ref _lateAnswers);
        Log.Debug("{0}: an answer came too late and was dropped", Events.Id);
    }
}
