using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>
/// Nothing waits to be sent any more. In manual mode (<c>AutoSend = false</c>) a <see cref="SendNextMessage"/> is
/// needed after something is queued.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
public sealed record SendQueueEmptyEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
