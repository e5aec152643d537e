using Comparison.Cases;

namespace Comparison.Measuring;

/// <summary>What came of one case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Rows">In the order of the contenders, each followed by its readings.</param>
/// <param name="Missing">Contenders that could not run on this machine, with the reason and the fix.</param>
/// <param name="Failures">Contenders that broke down while they were measured, with what they said.</param>
internal sealed record CaseResult(
    ComparisonCase Case,
    IReadOnlyList<RowResult> Rows,
    IReadOnlyDictionary<string, string> Missing,
    IReadOnlyDictionary<string, string> Failures)
{
    /// <summary>The outcome of every target.</summary>
    public IReadOnlyList<TargetOutcome> Outcomes => [.. Case.Targets.Select(target => target.Evaluate(this))];

    /// <summary>The row of that name, if it was measured.</summary>
    public RowResult? Find(string row) => Rows.FirstOrDefault(candidate => candidate.Name == row);
}
