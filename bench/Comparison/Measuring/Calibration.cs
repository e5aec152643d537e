using Comparison.Contenders;

namespace Comparison.Measuring;

/// <summary>Finds out how many operations a contender needs for a round that is long enough. It warms up what stays alive, too.</summary>
internal static class Calibration
{
    private const double Margin = 1.15;

    /// <summary>The operations of one round.</summary>
    public static async Task<long> FindAsync(Contender contender, MeasuringPlan plan, CancellationToken cancellationToken)
    {
        var shortest = plan.ShortestOf(contender);
        if (contender.FixedOperations is { } given)
        {
            return given;
        }

        var operations = contender.FirstOperations;
        while (true)
        {
            var measurement = await contender.MeasureAsync(operations, cancellationToken);
            if (measurement.Elapsed >= shortest)
            {
                return Scale(measurement, shortest);
            }

            // Process start and compilation make the first looks slower than what follows: a whole round must have been long enough.
            operations = (long)Math.Ceiling(operations * Math.Clamp(shortest / measurement.Elapsed * Margin, Margin, 10));
        }
    }

    /// <summary>The operations that take a little more than the shortest round, judging by one measurement.</summary>
    public static long Scale(Measurement measurement, TimeSpan shortest) =>
        (long)Math.Ceiling(measurement.Operations * (shortest / measurement.Elapsed) * Margin);
}
