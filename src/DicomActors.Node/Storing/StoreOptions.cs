namespace DicomActors.Node.Storing;

/// <summary>How a store goes about it.</summary>
internal sealed record StoreOptions
{
    /// <summary>Repetitions once the peer has accepted an association, unless the user says otherwise.</summary>
    public const int UsualRetries = 2;

    /// <summary>The most associations at once.</summary>
    public int Associations { get; init; } = 1;

    /// <summary>
    /// How often a file is tried again, and how many failed associations in a row are. Null: <see cref="UsualRetries"/>, but a peer that
    /// has never accepted an association is not tried again, since most likely host, port or title are wrong.
    /// </summary>
    public int? Retries { get; init; }

    /// <summary>What the peer has is written down here, and what is in it is not sent again; null: nowhere.</summary>
    public AcceptedFiles? Accepted { get; init; }
}
