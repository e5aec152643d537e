using Comparison.Measuring;

namespace Comparison.Cases;

/// <summary>The smallest of several rows as a part of the best of them: a rate that holds, whatever changes from row to row.</summary>
/// <param name="Rows">At least two rows.</param>
/// <param name="Limit">What the smallest has at least; null: for information.</param>
internal sealed record SteadyTarget(IReadOnlyList<string> Rows, double? Limit) : Target(Bound.AtLeast, Limit)
{
    public override string Subject => "worst / best";

    public override string Row => Rows[^1];

    public override string Label => "worst / best: ";

    public override IReadOnlyList<string> Sources => Rows;

    public override string Symbol => "×";

    protected override double? Measure(CaseResult result)
    {
        var medians = Rows.Select(row => result.Find(row)?.Median).ToList();
        return medians.Contains(null) ? null : medians.Min() / medians.Max();
    }
}
