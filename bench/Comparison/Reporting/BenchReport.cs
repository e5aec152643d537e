using System.Globalization;
using Comparison.Measuring;

namespace Comparison.Reporting;

/// <summary>Everything one run found out.</summary>
internal sealed record BenchReport(MachineFacts Machine, MeasuringPlan Plan, IReadOnlyList<CaseResult> Cases)
{
    /// <summary>What a reader of the figures must know.</summary>
    public IReadOnlyList<string> Remarks => [.. FindRemarks()];

    private IEnumerable<string> FindRemarks()
    {
        if (Plan.IsQuick)
        {
            yield return "A quick look: too short and too few rounds for any claim.";
        }

        if (Machine.Doubt is { } doubt)
        {
            yield return doubt;
        }

        foreach (var result in Cases)
        {
            foreach (var row in result.Rows.Where(row => row.Operations > 1 && row.Shortest < Plan.Shortest))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Case.Name}: {row.Name}: the shortest round took {row.Shortest!.Value.TotalSeconds:0.00} s, less than {Plan.Shortest.TotalSeconds:0.0} s.");
            }
        }
    }
}
