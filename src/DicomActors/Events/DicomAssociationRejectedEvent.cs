using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;

namespace DicomActors.Events;

/// <summary>
/// The association was rejected (A-ASSOCIATE-RJ): by the peer, or by us where we are the acceptor.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="Rejection">Result, source and reason, PS3.8 9.3.4.</param>
/// <param name="RejectedByPeer">True if the peer rejected, false if we did.</param>
public sealed record DicomAssociationRejectedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    AssociationRejection Rejection, bool RejectedByPeer)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
