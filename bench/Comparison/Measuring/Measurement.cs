namespace Comparison.Measuring;

/// <summary>What one contender did in one round.</summary>
/// <param name="Operations">What was really done; may be a few more than asked for.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record Measurement(long Operations, TimeSpan Elapsed)
{
    /// <summary>Further figures of the round. Default: none.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];
}
