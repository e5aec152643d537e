namespace DicomActors.Node.Storing;

/// <summary>How a store goes about it.</summary>
internal sealed record StoreOptions
{
    /// <summary>The most associations at once.</summary>
    public int Associations { get; init; } = 1;

    /// <summary>As for <see cref="Actors.ClientPeer.Create"/>.</summary>
    public int? Retries { get; init; }

    /// <summary>What the peer has is written down here, and what is in it is not sent again; null: nowhere.</summary>
    public AcceptedFiles? Accepted { get; init; }
}
