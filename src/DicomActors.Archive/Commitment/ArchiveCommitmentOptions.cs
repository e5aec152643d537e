using System.Runtime.CompilerServices;

namespace DicomActors.Archive.Commitment;

/// <summary>How storage commitment is reported.</summary>
public sealed record ArchiveCommitmentOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>
    /// How long a peer has to end its association after the N-ACTION was answered, before the report goes out on that same
    /// association. Who waits there gets it that much later; who wants it on a new one can release in peace. A long time makes it always a new
    /// one. 0 to 24 days, default 1 s.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public TimeSpan SameAssociationWait { get; init => field = Require(value, TimeSpan.Zero); } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long to wait after a report that the peer could not be given, or answered with a failure, before it is tried again. 1 ms
    /// to 24 days, default 1 min. Within an attempt the client of the peer waits and repeats by its own settings.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public TimeSpan RetryInterval { get; init => field = Require(value, TimeSpan.FromMilliseconds(1)); } = TimeSpan.FromMinutes(1);

    /// <summary>How long a report is tried; then it is dropped, with a line in the log. 1 ms to 24 days, default a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public TimeSpan DeliveryLimit { get; init => field = Require(value, TimeSpan.FromMilliseconds(1)); } = TimeSpan.FromDays(1);

    /// <summary>Most reports not delivered yet; further requests are refused with Resource Limitation (0213H). 1 to 1,000,000, default 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int MaximumTransactions
    {
        get;
        init => field = value is >= 1 and <= 1_000_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximumTransactions), value, "MaximumTransactions must be from 1 to 1,000,000.");
    } = 1000;

    private static TimeSpan Require(TimeSpan value, TimeSpan shortest, [CallerMemberName] string name = "") =>
        value >= shortest && value <= Longest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {shortest} to 24 days.");
}
