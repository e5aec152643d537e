using Akka.Actor;

namespace DicomActors.Connections;

/// <summary>The transport connection stands; its actor now takes commands.</summary>
/// <param name="ConnectionId">The connection's id.</param>
/// <param name="Connection">The connection's actor.</param>
public sealed record ConnectionOpened(ConnectionId ConnectionId, IActorRef Connection);
