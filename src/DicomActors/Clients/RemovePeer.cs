namespace DicomActors.Clients;

/// <summary>
/// Forget a peer. Its client takes no more requests, finishes what it can within the grace period, and stops. Answered with
/// <see cref="PeerDrained"/>; at once, with nothing failed, for a peer nobody knows. A peer made known again meanwhile has a client of its
/// own, which opens associations when the old one's have ended: the peer never sees more than its cap.
/// </summary>
/// <param name="Name">The peer's name.</param>
/// <param name="GracePeriod">How long finishing may take; zero: what is under way only.</param>
public sealed record RemovePeer(string Name, TimeSpan GracePeriod) : IPeerRegistryCommand;
