using Akka.Actor;

namespace DicomActors.Clients;

/// <summary>The peer is known from now on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Client">The actor that takes its requests.</param>
/// <param name="IsNew">Whether it was unknown before.</param>
public sealed record PeerConfigured(string Name, IActorRef Client, bool IsNew);
