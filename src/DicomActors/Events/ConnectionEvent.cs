using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>Base of the events that concern a connection as a whole.</summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
public abstract record ConnectionEvent(ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp)
    : IAdvancedDicomClientConnectionEvent;
