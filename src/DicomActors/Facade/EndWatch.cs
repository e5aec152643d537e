using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Facade;

/// <summary>Remembers how a connection ended, for calls that come after its actor is gone.</summary>
internal sealed class EndWatch(Task stopped) : ICanTell
{
    private ConnectionClosedEvent? _closed;

    /// <summary>The last event; null before it.</summary>
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

    /// <summary>What to throw where the actor can answer no more, which is after it has stopped and told its last event.</summary>
    public DicomConnectionException ToException() => Closed!.End.ToException();
}
