namespace DicomActors.Outbox;

/// <summary>How far the entries of one peer are read: each peer has its own line, so that one that is down holds up no other.</summary>
internal sealed class PeerLine
{
    /// <summary>The last entry taken from the disk.</summary>
    public OutboxId LastRead { get; set; }

    /// <summary>The entries in memory.</summary>
    public HashSet<OutboxId> Held { get; } = [];
}
