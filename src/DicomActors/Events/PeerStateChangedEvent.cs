using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;

namespace DicomActors.Events;

/// <summary>
/// The circuit of a peer opened, half-opened or closed.
/// </summary>
/// <param name="ConnectionId">Always <see cref="ConnectionId.None"/>.</param>
/// <param name="Connection">The actor of the peer's client.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="Peer">The peer's name.</param>
/// <param name="Before">The circuit before.</param>
/// <param name="Now">The circuit from now on.</param>
/// <param name="Message">What brought it about, for people.</param>
public sealed record PeerStateChangedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, string Peer, CircuitState Before, CircuitState Now, string Message)
    : ConnectionEvent(ConnectionId, Connection, Timestamp);
