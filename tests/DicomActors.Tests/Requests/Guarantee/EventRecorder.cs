using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>Everything the EventStream of a system says, by connection, and the commands that reached nobody.</summary>
internal sealed class EventRecorder
{
    private readonly ConcurrentDictionary<ConnectionId, EventRecord> _connections = new();
    private readonly ConcurrentDictionary<object, bool> _deadLetters = new(ReferenceEqualityComparer.Instance);

    public EventRecorder(ActorSystem system)
    {
        var listener = system.ActorOf(Props.Create(() => new Listener(this)));
        system.EventStream.Subscribe(listener, typeof(IAdvancedDicomClientConnectionEvent));
        system.EventStream.Subscribe(listener, typeof(DeadLetter));
    }

    public IEnumerable<EventRecord> Connections => _connections.Values;

    public EventRecord Of(ConnectionId id) => _connections.GetOrAdd(id, static _ => new EventRecord());

    /// <summary>Whether a command, this very object, came to an actor that had stopped.</summary>
    public bool HasReachedNobody(object command) => _deadLetters.ContainsKey(command);

    private sealed class Listener(EventRecorder recorder) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case IAdvancedDicomClientConnectionEvent occurrence:
                    recorder.Of(occurrence.ConnectionId).Add(occurrence);
                    break;
                case DeadLetter { Message: IConnectionCommand or IConnectionFactoryCommand } letter:
                    recorder._deadLetters.TryAdd(letter.Message, true);
                    break;
            }
        }
    }
}
