using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Events;

/// <summary>
/// The peer cancels a request it sent (C-CANCEL, PS3.7 9.3.2.3); the token of its handler is cancelled right after this. A C-CANCEL
/// of a request that was answered already is no event.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="MessageId">The message id the peer gave the request.</param>
/// <param name="Request">The request.</param>
public sealed record CancelReceivedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    ushort MessageId, DimseRequest Request)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
