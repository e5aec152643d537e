namespace DicomActors.Clients;

/// <summary>Waits that double from failure to failure, with jitter so that many clients do not come back at the same moment.</summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Last">The longest wait.</param>
/// <param name="Jitter">The part of each wait that is left to chance, 0 (none) to 1.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Last, double Jitter)
{
    /// <summary>The wait before the next attempt.</summary>
    /// <param name="failures">Failures in a row, 1 or more.</param>
    /// <param name="chance">A random number from 0 (the shortest wait) to 1 (the longest).</param>
    public TimeSpan After(int failures, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);

        // 2^62 ticks would overflow; First is at least a tick, so 40 doublings are past every Last there can be.
        var doubled = First.Ticks * Math.Pow(2, Math.Min(failures - 1, 40));
        var longest = Math.Min(doubled, Last.Ticks);
        return TimeSpan.FromTicks((long)(longest * (1 - (Jitter * (1 - chance)))));
    }
}
