using DicomActors.Handlers;

namespace DicomActors.Archive.Retrieve;

/// <summary>Limits of C-MOVE and C-GET.</summary>
public sealed record ArchiveRetrieveOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest time for one instance of a C-MOVE, from the moment it is given to the destination's client to the answer, waits and
    /// repeated attempts included. A destination that takes nothing for so long is given up: what remains has failed. 1 s to a day,
    /// default 1 min. Keep it under the time your peers wait for the next response to a C-MOVE.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public TimeSpan InstanceTimeout
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(1) && value <= Longest
            ? value
            : throw new ArgumentOutOfRangeException(nameof(InstanceTimeout), value, "InstanceTimeout must be from 1 s to a day.");
    } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Instances of one C-MOVE that are queued at the destination's client or under way at once; over how many associations they go
    /// is that peer's own setting. 1 to 1000, default 16. A high value lets a large move delay what others send there.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int MaximumUnderWay
    {
        get;
        init => field = value is >= 1 and <= 1000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximumUnderWay), value, "MaximumUnderWay must be from 1 to 1000.");
    } = 16;

    // The client's outcome comes first, so that it is counted.
    internal HandlerOptions HandlerOptions => new() { Timeout = InstanceTimeout + Slack };
}
