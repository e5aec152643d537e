namespace DicomActors.Outbox;

/// <summary>Where an outbox keeps its entries, and how it delivers them.</summary>
/// <param name="DatabasePath">The SQLite file; made if it is not there. One process at a time may have it open.</param>
public sealed record OutboxOptions(string DatabasePath)
{
    /// <summary>The most entries given to the client of a peer at once; the others stay on disk. 1 to 1000000, default 1000.</summary>
    public int MaximumInFlight { get; init => field = value is >= 1 and <= 1_000_000
        ? value
        : throw new ArgumentOutOfRangeException(nameof(MaximumInFlight), value, "must be from 1 to 1000000."); } = 1000;

    /// <summary>How long an entry waits after its peer's client gave it up. More than 0, default 1 minute.</summary>
    public TimeSpan RetryAfter { get; init => field = value > TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(nameof(RetryAfter), value, "must be more than 0."); } = TimeSpan.FromMinutes(1);
}
