namespace DicomActors.Clients;

/// <summary>All peers, by name.</summary>
/// <param name="Peers">The peers.</param>
public sealed record PeerList(IReadOnlyList<PeerEntry> Peers);
