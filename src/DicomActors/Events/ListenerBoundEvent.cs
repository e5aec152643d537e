using System.Net;
using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>
/// A listener accepts connections from now on.
/// </summary>
/// <param name="ConnectionId">Always <see cref="ConnectionId.None"/>.</param>
/// <param name="Connection">The listener's actor.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="EndPoint">Address and port it is bound to.</param>
public sealed record ListenerBoundEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    IPEndPoint EndPoint)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
