using System.Net;
using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>
/// A listener accepts no more connections.
/// </summary>
/// <param name="ConnectionId">Always <see cref="ConnectionId.None"/>.</param>
/// <param name="Connection">The listener's actor.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="EndPoint">Address and port it was bound to.</param>
/// <param name="Cause">Why, for people.</param>
public sealed record ListenerUnboundEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    IPEndPoint EndPoint, string Cause)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
