using Akka.Actor;

namespace DicomActors.Connections;

/// <summary>The transport connection stands; its actor now takes commands.</summary>
/// <param name="ConnectionId">The connection's id.</param>
/// <param name="Connection">The connection's actor.</param>
public sealed record ConnectionOpened(ConnectionId ConnectionId, IActorRef Connection)
{
    /// <summary>For the async facade: where to be told the events of this one connection. Null once it has crossed to another node.</summary>
    internal ConnectionEvents? Events { get; init; }
}
