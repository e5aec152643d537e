using Akka.Actor;
using Akka.Event;
using DicomActors.Events;

namespace DicomActors.Connections;

/// <summary>
/// Publishes the events of one connection in the order they happen, whichever thread they happen on, and nothing after
/// <see cref="ConnectionClosedEvent"/>.
/// </summary>
internal sealed class ConnectionEvents(ConnectionId id, IActorRef connection, EventStream stream, TimeProvider time)
{
    private readonly long _createdAt = time.GetTimestamp();
    private ICanTell[] _subscribers = [];
    private ConnectionClosedEvent? _closed;

    public ConnectionId Id { get; } = id;

    public IActorRef Connection { get; } = connection;

    public TimeProvider Time { get; } = time;

    /// <summary>
    /// Held while the facts an event tells about change, so that no two threads can tell them in another order. Only
    /// enqueueing happens under it.
    /// </summary>
    public Lock Gate { get; } = new();

    public DateTimeOffset Now => Time.GetUtcNow();

    public void Publish(ConnectionEvent occurrence)
    {
        lock (Gate)
        {
            if (_closed is null)
            {
                Tell(occurrence);
            }
        }
    }

    /// <summary>
    /// Begins or ends telling somebody the events of this connection besides the EventStream. Who comes after the end is told
    /// the last event.
    /// </summary>
    public void Subscribe(ICanTell subscriber, bool isWanted)
    {
        lock (Gate)
        {
            if (!isWanted)
            {
                _subscribers = [.. _subscribers.Where(one => !ReferenceEquals(one, subscriber))];
            }
            else if (_closed is null)
            {
                _subscribers = [.. _subscribers, subscriber];
            }
            else
            {
                subscriber.Tell(_closed, Connection);
            }
        }
    }

    /// <summary>How long the connection has lasted.</summary>
    public TimeSpan Duration => Time.GetElapsedTime(_createdAt);

    /// <summary>Publishes the last event, unless that was done before.</summary>
    public void PublishClosed(ConnectionClosedEvent closed)
    {
        lock (Gate)
        {
            if (_closed is null)
            {
                _closed = closed;
                Tell(closed);
            }
        }
    }

    private void Tell(ConnectionEvent occurrence)
    {
        stream.Publish(occurrence);
        foreach (var subscriber in _subscribers)
        {
            subscriber.Tell(occurrence, Connection);
        }
    }
}
