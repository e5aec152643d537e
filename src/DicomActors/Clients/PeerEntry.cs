using Akka.Actor;

namespace DicomActors.Clients;

/// <summary>A peer the registry knows.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Client">The actor that takes its requests.</param>
public sealed record PeerEntry(DicomPeer Peer, IActorRef Client);
