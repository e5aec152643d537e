namespace Comparison.Measuring;

/// <summary>Median and spread of the rounds.</summary>
internal static class Statistics
{
    /// <summary>The middle value; of an even number the mean of the two in the middle.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Median(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("A median needs at least one value.", nameof(values));
        }

        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median of the absolute deviations from the median: a spread that one disturbed round does not decide.</summary>
    public static double MedianDeviation(IReadOnlyCollection<double> values)
    {
        var median = Median(values);
        return Median([.. values.Select(value => Math.Abs(value - median))]);
    }
}
