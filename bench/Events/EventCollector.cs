using Akka.Actor;
using DicomActors.Events;

namespace Events;

/// <summary>Collects what one C-ECHO publishes, until it is asked for it.</summary>
internal sealed class EventCollector : ReceiveActor
{
    private readonly List<ConnectionEvent> _events = [];

    public EventCollector()
    {
        Receive<ConnectionEvent>(_events.Add);
        Receive<Collect>(_ => Sender.Tell(_events.ToArray()));
    }

    internal sealed record Collect;
}
