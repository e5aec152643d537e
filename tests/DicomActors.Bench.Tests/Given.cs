using Comparison.Cases;
using Comparison.Measuring;
using Comparison.Reporting;

namespace DicomActors.Bench.Tests;

/// <summary>Results made of given figures.</summary>
internal static class Given
{
    public const string Ours = ContenderNames.Ours;
    public const string Theirs = "theirs";

    /// <summary>A case with one demand of at least so many times the other's rate.</summary>
    public static CaseResult Case(double[] ours, double[] theirs, double demand) => Case(ours, theirs, RatioTarget.AtLeast(Ours, Theirs, demand));

    public static CaseResult Case(double[] ours, double[] theirs, params Target[] targets) => new(
        new ComparisonCase("errand", "run an errand", new Unit("errands/s"), [], targets),
        [Row(Ours, ours), Row(Theirs, theirs)],
        new Dictionary<string, string>(),
        new Dictionary<string, string>());

    public static RowResult Row(string name, params double[] values) => new(name, "errands/s", values) { Operations = 10, Shortest = TimeSpan.FromSeconds(4) };

    public static BenchReport Report(params CaseResult[] cases) => Report(MeasuringPlan.Full, 0.2, cases);

    public static BenchReport Report(MeasuringPlan plan, double load, params CaseResult[] cases) => new(
        new MachineFacts(DateTimeOffset.UnixEpoch, "a processor", 2, "a kernel", "10.0.0", "Embedded", "3.6.7", null, load), plan, cases);
}
