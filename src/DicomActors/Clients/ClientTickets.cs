using Akka.Actor;
using Akka.Event;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Clients;

/// <summary>
/// The requests one client has accepted and not yet ended. Here lies the guarantee that each has exactly one
/// <see cref="TicketEnded"/>. Used by one actor; not thread-safe.
/// </summary>
internal sealed class ClientTickets(IActorRef client, EventStream stream)
{
    private readonly Dictionary<TicketId, QueuedRequest> _tickets = [];
    private readonly PriorityQueue<QueuedRequest, TimeSpan> _deadlines = new();
    private long _sequence;

    public int Count => _tickets.Count;

    public long Completed { get; private set; }

    public long NotCompleted { get; private set; }

    /// <summary>When the next request expires; null: none does.</summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            while (_deadlines.TryPeek(out var request, out var deadline))
            {
                if (!request.HasEnded)
                {
                    return deadline;
                }

                _deadlines.Dequeue();
            }

            return null;
        }
    }

    public IReadOnlyCollection<QueuedRequest> All => [.. _tickets.Values];

    public bool Contains(TicketId id) => _tickets.ContainsKey(id);

    public QueuedRequest? Find(TicketId id) => _tickets.GetValueOrDefault(id);

    public QueuedRequest Accept(Enqueue command, IActorRef? asker, TimeSpan now, TimeSpan lifetime)
    {
        var expiresAt = lifetime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : now + lifetime;
        var request = new QueuedRequest(command, asker, ++_sequence, now, expiresAt);
        _tickets.Add(request.TicketId, request);
        if (expiresAt != TimeSpan.MaxValue)
        {
            DropEndedDeadlines();
            _deadlines.Enqueue(request, expiresAt);
        }

        return request;
    }

    /// <summary>The requests whose deadline has passed, each given out once.</summary>
    public IEnumerable<QueuedRequest> TakeExpired(TimeSpan now)
    {
        while (NextDeadline is { } deadline && deadline <= now)
        {
            yield return _deadlines.Dequeue();
        }
    }

    /// <summary>A heap gives up only its top: without this, requests answered long ago would stay until their deadline.</summary>
    private void DropEndedDeadlines()
    {
        if (_deadlines.Count < 1024 || _deadlines.Count < 2 * _tickets.Count)
        {
            return;
        }

        var running = _deadlines.UnorderedItems.Where(static item => !item.Element.HasEnded).ToArray();
        _deadlines.Clear();
        _deadlines.EnqueueRange(running);
    }

    public void End(
        QueuedRequest request, string peer, TimeSpan now, TicketOutcome outcome, string message,
        DimseResponse? response = null, ClientAssociationActor.AttemptEnded? attempt = null, (RequestFailure Reason, ConnectionEnd? End)? failure = null)
    {
        if (!_tickets.Remove(request.TicketId))
        {
            return;
        }

        request.HasEnded = true;
        if (outcome == TicketOutcome.Completed)
        {
            Completed++;
        }
        else
        {
            NotCompleted++;
        }

        var ended = new TicketEnded(
            request.TicketId, peer, request.Request, outcome, response, attempt?.Matches ?? [], message, request.Attempts, now - request.EnqueuedAt)
        {
            Counts = response is null || attempt is null ? SubOperationCounts.Unknown : attempt.Counts.UpdatedBy(response),
            Failure = failure?.Reason,
            ConnectionEnd = failure?.End,
        };
        request.Asker?.Tell(ended, client);
        stream.Publish(ended);
    }
}
