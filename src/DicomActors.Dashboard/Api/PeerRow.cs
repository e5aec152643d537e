namespace DicomActors.Dashboard.Api;

/// <summary>One peer and what its client is doing.</summary>
public sealed record PeerRow
{
    /// <summary>How it is called here.</summary>
    public required string Name { get; init; }

    /// <summary>Host and port.</summary>
    public required string Address { get; init; }

    /// <summary>Our AE title towards it.</summary>
    public required string CallingAETitle { get; init; }

    /// <summary>Its AE title.</summary>
    public required string CalledAETitle { get; init; }

    /// <summary>
    /// Whether it is worth trying: <c>closed</c> (it works), <c>open</c> (left alone for a while), <c>halfOpen</c> (being tried), or
    /// <c>unknown</c> when its client did not answer in time.
    /// </summary>
    public required string Circuit { get; init; }

    /// <summary>Whether sending is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Whether its client finishes and takes nothing more.</summary>
    public required bool Draining { get; init; }

    /// <summary>Requests waiting.</summary>
    public required int Queued { get; init; }

    /// <summary>Requests on an association and not answered yet.</summary>
    public required int InFlight { get; init; }

    /// <summary>Established associations.</summary>
    public required int OpenAssociations { get; init; }

    /// <summary>Associations being opened.</summary>
    public required int OpeningAssociations { get; init; }

    /// <summary>The most associations at once.</summary>
    public required int MaximumAssociations { get; init; }

    /// <summary>Requests that ended with a response.</summary>
    public required long Completed { get; init; }

    /// <summary>Requests that ended otherwise.</summary>
    public required long NotCompleted { get; init; }

    /// <summary>Attempts that were repeated.</summary>
    public required long Retried { get; init; }

    /// <summary>Failed associations in a row.</summary>
    public required int Failures { get; init; }

    /// <summary>Seconds until the next association may be tried; null: now.</summary>
    public double? RetryInSeconds { get; init; }

    /// <summary>What went wrong last, for people; null: nothing yet. May hold words of the peer.</summary>
    public string? LastError { get; init; }
}
