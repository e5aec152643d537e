using Comparison.Cases;
using Comparison.Measuring;

namespace Comparison.Reporting;

/// <summary>A line of the tables, as text.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Median">Figure and unit.</param>
/// <param name="Spread">Smallest and largest round; for a contender that was not measured, why.</param>
/// <param name="Compared">Ours as a multiple of this one, one line per comparison.</param>
/// <param name="Demand">What is demanded, one line per comparison.</param>
/// <param name="Verdicts">Whether it is met, one per comparison; null where nothing is demanded.</param>
internal sealed record ReportRow(
    string Contender, string Median, string Spread, IReadOnlyList<string> Compared, IReadOnlyList<string> Demand, IReadOnlyList<bool?> Verdicts)
{
    /// <summary>What the columns are called.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["contender", "median", "spread", "ours / this", "target", "met"];

    /// <summary>The lines of a case.</summary>
    public static IEnumerable<ReportRow> Of(CaseResult result)
    {
        foreach (var row in result.Rows)
        {
            var outcomes = result.Outcomes.Where(outcome => outcome.Target.Row == row.Name).ToList();
            yield return new ReportRow(
                row.Name,
                Figures.With(row.Median, row.Unit),
                $"{Figures.Number(row.Smallest)} .. {Figures.Number(row.Largest)}",
                [.. outcomes.Select(Compare)],
                [.. outcomes.Select(outcome => outcome.Target.Demand)],
                [.. outcomes.Select(outcome => outcome.IsMet)]);
        }

        foreach (var (contender, reason) in result.Missing.Concat(result.Failures))
        {
            yield return new ReportRow(contender, "", reason, [], [], []);
        }
    }

    /// <summary>A verdict in words.</summary>
    public static string Word(bool? verdict) => verdict switch
    {
        true => "met",
        false => "not met",
        null => "",
    };

    private static string Compare(TargetOutcome outcome) =>
        outcome.Measured is { } measured ? outcome.Target.Label + Figures.With(measured, outcome.Target.Symbol) : "not measured";
}
