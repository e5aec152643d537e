namespace DicomActors.Clients;

/// <summary>All peers, by name.</summary>
/// <param name="Peers">The peers.</param>
public sealed record PeerList(IReadOnlyList<PeerEntry> Peers)
{
    /// <summary>The first peer with this AE title of its own; null if there is none.</summary>
    public PeerEntry? FindByCalledAETitle(string aeTitle) => Peers.FirstOrDefault(entry => entry.Peer.CalledAETitle == aeTitle);
}
