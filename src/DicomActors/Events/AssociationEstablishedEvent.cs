using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;

namespace DicomActors.Events;

/// <summary>
/// We accepted the association a peer requested: the acceptor's counterpart of <see
/// cref="DicomAssociationAcceptedEvent"/>.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="Association">What was negotiated.</param>
public sealed record AssociationEstablishedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    Association Association)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
