namespace DicomActors.Outbox;

/// <summary>What is in an outbox.</summary>
/// <param name="Peers">Per peer, by name.</param>
public sealed record Backlog(IReadOnlyList<PeerBacklog> Peers)
{
    /// <summary>Entries to be delivered, over all peers.</summary>
    public long Waiting => Peers.Sum(static peer => peer.Waiting);

    /// <summary>Entries that need somebody's help, over all peers.</summary>
    public long Parked => Peers.Sum(static peer => peer.Parked);
}
