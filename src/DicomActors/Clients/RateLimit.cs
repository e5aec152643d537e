namespace DicomActors.Clients;

/// <summary>
/// A token bucket: on average so many requests per second, and one second's worth at once after a pause. Immutable.
/// </summary>
/// <param name="PerSecond">Requests per second; positive infinity: no limit.</param>
/// <param name="Tokens">What may be sent at once, as of <paramref name="AsOf"/>.</param>
/// <param name="AsOf">When <paramref name="Tokens"/> was counted, on the clock of the caller.</param>
internal readonly record struct RateLimit(double PerSecond, double Tokens, TimeSpan AsOf)
{
    /// <summary>A full bucket.</summary>
    public static RateLimit Of(double perSecond, TimeSpan now) => new(perSecond, Math.Max(1, perSecond), now);

    /// <summary>How long until a request may be sent; zero: now.</summary>
    public TimeSpan WaitAt(TimeSpan now)
    {
        var missing = 1 - TokensAt(now);
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / PerSecond) + TimeSpan.FromTicks(1);
    }

    /// <summary>The bucket after a request was sent.</summary>
    public RateLimit TakenAt(TimeSpan now) =>
        double.IsPositiveInfinity(PerSecond) ? this : this with { Tokens = TokensAt(now) - 1, AsOf = now };

    private double TokensAt(TimeSpan now) => double.IsPositiveInfinity(PerSecond)
        ? double.PositiveInfinity
        : Math.Min(Math.Max(1, PerSecond), Tokens + ((now - AsOf).TotalSeconds * PerSecond));
}
