namespace Comparison.Measuring;

/// <summary>The figures of one row, in the order of the rounds.</summary>
/// <param name="Name">A contender, or "contender: reading".</param>
/// <param name="Unit">What the figures are in.</param>
/// <param name="Values">One per round; at least one.</param>
internal sealed record RowResult(string Name, string Unit, IReadOnlyList<double> Values)
{
    public double Median => Statistics.Median(Values);

    public double Deviation => Statistics.MedianDeviation(Values);

    public double Smallest => Values.Min();

    public double Largest => Values.Max();

    /// <summary>Operations of one round, as calibrated; 0 for a reading.</summary>
    public long Operations { get; init; }

    /// <summary>The shortest round; null for a reading.</summary>
    public TimeSpan? Shortest { get; init; }
}
