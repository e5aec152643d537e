namespace DicomActors.Handlers;

/// <summary>How a handler is to be used; what is null comes from <c>dicom-actors.handlers</c>.</summary>
public sealed record HandlerOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>Everything from the configuration.</summary>
    public static HandlerOptions Default { get; } = new();

    /// <summary>
    /// Most requests the handler works on at once, over all connections; 1 or more. Further ones wait, the connections taking
    /// turns, and are refused as out of resources when they waited for the handler's timeout. A place is given back with the final
    /// answer, the one given for a handler that is too slow included. Null, the default: <c>handlers.maximum-concurrent</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MaximumConcurrent
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximumConcurrent), value, "MaximumConcurrent must be 1 or more.");
    }

    /// <summary>
    /// Longest time to the final answer, restarted by every pending one; 1 ms to 24 days. Null, the default:
    /// <c>handlers.timeout</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is null || (value >= TimeSpan.FromMilliseconds(1) && value <= LongestTimeout)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Timeout), value, "Timeout must be from 1 ms to 24 days.");
    }
}
