namespace Comparison.Measuring;

/// <summary>What the figures of a case are in; more is better.</summary>
/// <param name="Symbol">As it is printed.</param>
/// <param name="PerOperation">How much of it one operation is.</param>
internal sealed record Unit(string Symbol, double PerOperation = 1)
{
    public static Unit EchoesPerSecond { get; } = new("echoes/s");

    public static Unit InstancesPerSecond { get; } = new("instances/s");

    public static Unit AssociationsPerSecond { get; } = new("associations/s");

    /// <summary>MiB per second, of operations that move a number of bytes each.</summary>
    public static Unit MebibytesPerSecond(long bytesPerOperation) => new("MiB/s", bytesPerOperation / (double)(1 << 20));

    /// <summary>The figure of a round.</summary>
    public double Of(Measurement measurement) => measurement.Operations * PerOperation / measurement.Elapsed.TotalSeconds;
}
