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

    /// <summary>Whether the last event is out.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) is not null;

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
    /// Tells somebody the events of this connection from now on, besides the EventStream: called under the gate, so that it only
    /// enqueues. Who comes after the end is told the last event. Any thread.
    /// </summary>
    public void Subscribe(ICanTell subscriber)
    {
        lock (Gate)
        {
            if (_closed is null)
            {
                _subscribers = [.. _subscribers, subscriber];
            }
            else
            {
                subscriber.Tell(_closed, Connection);
            }
        }
    }

    /// <summary>Tells somebody nothing more.</summary>
    public void Unsubscribe(ICanTell subscriber)
    {
        lock (Gate)
        {
            _subscribers = [.. _subscribers.Where(one => !ReferenceEquals(one, subscriber))];
        }
    }

    /// <summary>How long the connection has lasted.</summary>
    public TimeSpan Duration => Time.GetElapsedTime(_createdAt);

    /// <summary>Publishes the last event; false if that was done before.</summary>
    public bool PublishClosed(ConnectionClosedEvent closed)
    {
        lock (Gate)
        {
            if (_closed is not null)
            {
                return false;
            }

            _closed = closed;
            Tell(closed);
            return true;
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
