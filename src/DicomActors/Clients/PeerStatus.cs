namespace DicomActors.Clients;

/// <summary>What a peer's client is doing.</summary>
public sealed record PeerStatus
{
    /// <summary>The peer and its settings.</summary>
    public required DicomPeer Peer { get; init; }

    /// <summary>Whether the peer is worth trying.</summary>
    public required CircuitState Circuit { get; init; }

    /// <summary>Whether sending is paused.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>Whether nothing more is taken.</summary>
    public required bool IsDraining { get; init; }

    /// <summary>Requests waiting, those that wait for their next attempt included.</summary>
    public required int Queued { get; init; }

    /// <summary>Requests given to an association and not answered yet.</summary>
    public required int InFlight { get; init; }

    /// <summary>Established associations.</summary>
    public required int OpenAssociations { get; init; }

    /// <summary>Associations being opened.</summary>
    public required int OpeningAssociations { get; init; }

    /// <summary>Associations being released or aborted.</summary>
    public required int ClosingAssociations { get; init; }

    /// <summary>Requests that ended with a response of the peer since the client started.</summary>
    public required long Completed { get; init; }

    /// <summary>Requests that ended otherwise.</summary>
    public required long NotCompleted { get; init; }

    /// <summary>Attempts that were repeated.</summary>
    public required long Retried { get; init; }

    /// <summary>Failed associations in a row.</summary>
    public required int Failures { get; init; }

    /// <summary>When the next association may be tried; null: now.</summary>
    public required TimeSpan? RetryIn { get; init; }

    /// <summary>What went wrong last; null: nothing yet.</summary>
    public required string? LastError { get; init; }
}
