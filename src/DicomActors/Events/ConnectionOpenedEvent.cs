using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Events;

/// <summary>
/// The TCP connection stands: connected to the peer (requestor) or accepted from it (acceptor). No association yet.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="Role">Which side of the coming association we are.</param>
/// <param name="LocalEndPoint">Our end; null if the transport has none.</param>
/// <param name="RemoteEndPoint">The peer's end; null if the transport has none.</param>
public sealed record ConnectionOpenedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    AssociationRole Role, EndPoint? LocalEndPoint, EndPoint? RemoteEndPoint)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
