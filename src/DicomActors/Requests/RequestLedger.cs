using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Engine;
using DicomActors.Telemetry;

namespace DicomActors.Requests;

/// <summary>
/// The outgoing requests a connection has accepted and not yet ended. Here lies the guarantee that each ends in exactly one
/// terminal event, whoever ends it: the engine, the closing connection, or its actor being stopped.
/// </summary>
internal sealed class RequestLedger(ConnectionEvents events, ConnectionTelemetry telemetry)
{
    private readonly Dictionary<RequestId, RequestConversation> _outstanding = [];
    private long _ended;
    private bool _closed;

    public ConnectionEvents Events { get; } = events;

    public int Outstanding
    {
        get
        {
            lock (Events.Gate)
            {
                return _outstanding.Count;
            }
        }
    }

    public long Ended => Interlocked.Read(ref _ended);

    /// <summary>Accepts a request; false if its id is taken by another one under way, or the connection is over.</summary>
    public bool TryAccept(RequestConversation conversation)
    {
        lock (Events.Gate)
        {
            return !_closed && _outstanding.TryAdd(conversation.RequestId, conversation);
        }
    }

    public RequestConversation? Find(RequestId id)
    {
        lock (Events.Gate)
        {
            return _outstanding.GetValueOrDefault(id);
        }
    }

    /// <summary>Tells what happened to a request, unless it has already ended.</summary>
    public void Tell(RequestConversation conversation, RequestEvent occurrence)
    {
        lock (Events.Gate)
        {
            if (conversation.HasEnded)
            {
                return;
            }

            if (occurrence.IsTerminal)
            {
                conversation.HasEnded = true;
                _outstanding.Remove(conversation.RequestId);
                _ended++;
            }

            Events.Publish(occurrence);
            conversation.Answer(occurrence);
        }

        if (occurrence.IsTerminal)
        {
            telemetry.Ended(conversation, occurrence);
        }
    }

    /// <summary>Fails whatever is left, and accepts nothing more.</summary>
    public void Close(ConnectionEnd end)
    {
        lock (Events.Gate)
        {
            _closed = true;
            foreach (RequestConversation conversation in _outstanding.Values.ToArray())
            {
                var mayHaveReachedPeer = conversation.Outbound is not null and not { State: OutboundRequestState.Queued };
                Tell(conversation, conversation.Failed(ReasonOf(end), end.Message, end.Exception, mayHaveReachedPeer) with
                {
                    ConnectionEnd = end,
                    Elapsed = conversation.Elapsed,
                });
            }
        }
    }

    private static RequestFailure ReasonOf(ConnectionEnd end) => end switch
    {
        { Reason: ConnectionEndReason.Released } => RequestFailure.AssociationReleased,
        { Rejection: not null } => RequestFailure.AssociationRejected,
        { Abort: not null } => RequestFailure.AssociationAborted,
        _ => RequestFailure.ConnectionLost,
    };
}
