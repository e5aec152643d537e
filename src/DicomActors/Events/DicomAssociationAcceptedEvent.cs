using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;

namespace DicomActors.Events;

/// <summary>
/// The peer accepted the association we requested (A-ASSOCIATE-AC received). At least the negotiated contexts say
/// what may be sent; none may be.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="Association">What was negotiated.</param>
public sealed record DicomAssociationAcceptedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    Association Association)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
