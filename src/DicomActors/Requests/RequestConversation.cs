using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>
/// One accepted request between the engine, which calls on its own threads, and the actor that asked. Answers go straight to
/// the asker: no hop through the connection's mailbox.
/// </summary>
/// <param name="ledger">Where the request is kept.</param>
/// <param name="requestId">Its name.</param>
/// <param name="request">The request.</param>
/// <param name="asker">Who is told; null if nobody.</param>
/// <param name="answersOnce">Whether the asker is told the result of the whole instead of every event.</param>
internal sealed class RequestConversation(
    RequestLedger ledger, RequestId requestId, DimseRequest request, ICanTell? asker, bool answersOnce) : IDimseRequestListener
{
    private readonly long _acceptedAt = ledger.Events.Time.GetTimestamp();
    private long _progressToldAt;
    private bool _sentTold;

    public RequestId RequestId { get; } = requestId;

    public DimseRequest Request { get; } = request;

    /// <summary>The engine's handle; null until it is queued.</summary>
    public OutboundRequest? Outbound { get; set; }

    /// <summary>Whether the terminal event is out. Guarded by the gate of the connection's events.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The least time between two progress events.</summary>
    public TimeSpan ProgressInterval { get; init; }

    /// <summary>What the asker wants different from the connection's options.</summary>
    public SendOptions? Options { get; init; }

    /// <summary>How many pending responses the asker takes; null if it takes them as they come.</summary>
    public ResponseDemand? Demand { get; init; }

    /// <summary>What it was sent for; null if nobody traces that.</summary>
    public Activity? ParentActivity { get; init; }

    /// <summary>Who is told of progress besides the asker.</summary>
    public ICanTell? Progress { get; init; }

    private ConnectionEvents Events => ledger.Events;

    /// <summary>Since the connection took the request over.</summary>
    public TimeSpan Elapsed => Events.Time.GetElapsedTime(_acceptedAt);

    public void OnSent(OutboundRequest request)
    {
        if (!_sentTold)
        {
            _sentTold = true;
            ledger.Tell(this, new RequestSentEvent(Events.Id, Events.Connection, Events.Now, RequestId, Request));
        }
    }

    public ValueTask OnPending(OutboundRequest request, DimseResponse response)
    {
        // A response may overtake the report that the last byte is out; it proves the same.
        OnSent(request);
        var pending = new RequestPendingEvent(Events.Id, Events.Connection, Events.Now, RequestId, Request, response);
        if (Demand is null)
        {
            ledger.Tell(this, pending);
            return ValueTask.CompletedTask;
        }

        lock (Events.Gate)
        {
            if (Demand.TryTake(pending, out var taken))
            {
                ledger.Tell(this, pending);
            }

            return taken;
        }
    }

    /// <summary>The receiver of a stream takes more responses.</summary>
    public void Pull(int count)
    {
        lock (Events.Gate)
        {
            if (Demand?.Add(count) is { } waiting)
            {
                ledger.Tell(this, waiting);
            }
        }
    }

    /// <summary>The receiver of a stream takes no more responses.</summary>
    public void StopStream()
    {
        lock (Events.Gate)
        {
            Demand?.Stop();
        }
    }

    public void OnProgress(OutboundRequest request, long bytesSent)
    {
        long total = (Request as CStoreRequest)?.Content.Length ?? -1;
        if (bytesSent != total && _progressToldAt != 0 && Events.Time.GetElapsedTime(_progressToldAt) < ProgressInterval)
        {
            return;
        }

        _progressToldAt = Events.Time.GetTimestamp();
        ledger.Tell(this, new TransferProgressEvent(
            Events.Id, Events.Connection, Events.Now, RequestId, Request, bytesSent, total < 0 ? null : total));
    }

    public void OnEnded(OutboundRequest request, RequestOutcome outcome)
    {
        if (outcome is RequestCompleted)
        {
            OnSent(request);
        }

        ledger.Tell(this, outcome switch
        {
            RequestCompleted completed => new RequestCompletedEvent(
                Events.Id, Events.Connection, Events.Now, RequestId, Request, completed.Response, Elapsed),
            RequestTimedOut timedOut => new RequestTimedOutEvent(
                Events.Id, Events.Connection, Events.Now, RequestId, Request, timedOut.After)
            {
                Elapsed = Elapsed,
            },
            RequestCancelled cancelled => new RequestCancelledEvent(
                Events.Id, Events.Connection, Events.Now, RequestId, Request, cancelled.Response)
            {
                Elapsed = Elapsed,
            },
            RequestFailed failed => Failed(failed.Reason, failed.Message, failed.Cause, failed.MayHaveReachedPeer) with
            {
                ConnectionEnd = failed.ConnectionEnd,
                Elapsed = Elapsed,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown request outcome."),
        });
    }

    public RequestFailedEvent Failed(
        RequestFailure reason, string message, Exception? exception = null, bool mayHaveReachedPeer = false) => new(
        Events.Id, Events.Connection, Events.Now, RequestId, Request, reason, message, exception, mayHaveReachedPeer);

    /// <summary>Tells the asker: every event, or only the result of the whole. Gate held, if the request was accepted.</summary>
    public void Answer(RequestEvent occurrence)
    {
        if (occurrence.IsTerminal && Demand is not null)
        {
            Demand.Stop();
            if (HasEnded && asker is IActorRef)
            {
                Events.Connection.Tell(new StreamEnded(RequestId), ActorRefs.NoSender);
            }
        }

        if (IsProgress(occurrence))
        {
            Progress?.Tell(occurrence, Events.Connection);
        }

        if (!answersOnce)
        {
            asker?.Tell(occurrence, Events.Connection);
        }
        else if (occurrence.IsTerminal)
        {
            asker?.Tell(new RequestResult(maximumMatches: null).Of(occurrence, Elapsed), Events.Connection);
        }
    }

    private static bool IsProgress(RequestEvent occurrence) =>
        occurrence is TransferProgressEvent or RequestPendingEvent { Response: CMoveResponse or CGetResponse };

    /// <summary>Told to the connection: nobody has to be watched for this stream any more.</summary>
    internal sealed record StreamEnded(RequestId RequestId) : IDeadLetterSuppression;
}
