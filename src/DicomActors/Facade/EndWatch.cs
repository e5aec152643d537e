using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Engine;

namespace DicomActors.Facade;

/// <summary>Remembers how a connection ended, for calls that come after its actor is gone.</summary>
internal sealed class EndWatch(ConnectionId id, Task stopped) : ICanTell
{
    private ConnectionClosedEvent? _closed;

    /// <summary>The last event; null before, or if it came before anybody watched.</summary>
    public ConnectionClosedEvent? Closed => Volatile.Read(ref _closed);

    /// <summary>Completes when the actor has stopped: it has told everything it will ever tell.</summary>
    public Task Stopped { get; } = stopped;

    public void Tell(object message, IActorRef? sender)
    {
        if (message is ConnectionClosedEvent closed)
        {
            Volatile.Write(ref _closed, closed);
        }
    }

    /// <summary>What to throw where the actor can answer no more.</summary>
    public DicomConnectionException ToException() =>
        (Closed?.End ?? new ConnectionEnd(ConnectionEndReason.Stopped, $"{id} has ended.")).ToException();
}
