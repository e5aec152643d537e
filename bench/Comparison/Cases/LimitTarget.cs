using Comparison.Measuring;

namespace Comparison.Cases;

/// <summary>The median of one row itself: bytes per connection, bytes per request.</summary>
/// <param name="Row">The row.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Bound">On which side of the limit it is met.</param>
/// <param name="Limit">Null: for information.</param>
internal sealed record LimitTarget(string Row, string Unit, Bound Bound, double? Limit) : Target(Bound, Limit)
{
    public override string Subject => Row;

    public override string Row { get; } = Row;

    public override string Label => "";

    public override IReadOnlyList<string> Sources => [Row];

    public override string Symbol => Unit;

    /// <summary>One byte: a third of a byte per PDU is none, and so are two thirds.</summary>
    public override double Grain => 1;

    protected override double? Measure(CaseResult result) => result.Find(Row)?.Median;
}
