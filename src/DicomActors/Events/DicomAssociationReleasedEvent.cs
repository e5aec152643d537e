using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>
/// The association ended in an orderly way: every request was answered and the release confirmed.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestedByPeer">True if the peer asked for the release, false if we did.</param>
public sealed record DicomAssociationReleasedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    bool RequestedByPeer)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
