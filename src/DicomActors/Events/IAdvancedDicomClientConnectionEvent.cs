using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>
/// What every event record is. Subscribe to this type on the system's EventStream to see everything that happens on
/// every connection; to a single record type to see only that.
/// </summary>
public interface IAdvancedDicomClientConnectionEvent
{
    /// <summary>The connection it happened on; <see cref="Connections.ConnectionId.None"/> for events of a listener.</summary>
    ConnectionId ConnectionId { get; }

    /// <summary>The actor of that connection (it may have stopped by the time the event is read), or of the listener.</summary>
    IActorRef Connection { get; }

    /// <summary>When it happened, in UTC.</summary>
    DateTimeOffset Timestamp { get; }
}
