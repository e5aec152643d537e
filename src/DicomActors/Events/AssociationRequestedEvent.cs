using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>
/// A peer asks for an association (A-ASSOCIATE-RQ received on an accepted connection).
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="CallingAETitle">Who the peer says it is.</param>
/// <param name="CalledAETitle">Whom the peer believes to be calling.</param>
public sealed record AssociationRequestedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    string CallingAETitle, string CalledAETitle)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
