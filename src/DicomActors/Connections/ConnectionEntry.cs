using Akka.Actor;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Connections;

/// <summary>One connection as the factory knows it. Ask its actor with <see cref="GetConnectionStatus"/> for more.</summary>
/// <param name="ConnectionId">The connection's id.</param>
/// <param name="Connection">The connection's actor.</param>
/// <param name="Role">Which side of the association we are.</param>
public sealed record ConnectionEntry(ConnectionId ConnectionId, IActorRef Connection, AssociationRole Role);
