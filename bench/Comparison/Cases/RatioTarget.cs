using Comparison.Measuring;

namespace Comparison.Cases;

/// <summary>The median of one row, as a multiple of that of another.</summary>
/// <param name="Numerator">A row, usually ours.</param>
/// <param name="Denominator">The row it is compared with.</param>
/// <param name="Bound">On which side of the limit it is met.</param>
/// <param name="Limit">Null: for information.</param>
internal sealed record RatioTarget(string Numerator, string Denominator, Bound Bound, double? Limit) : Target(Bound, Limit)
{
    public override string Subject => $"{Numerator} / {Denominator}";

    public override string Row => Denominator;

    public override string Label => Numerator == ContenderNames.Ours ? "" : $"{Numerator}: ";

    public override IReadOnlyList<string> Sources => [Numerator, Denominator];

    public override string Symbol => "×";

    /// <summary>A demand of so many times the other's rate.</summary>
    public static RatioTarget AtLeast(string numerator, string denominator, double limit) => new(numerator, denominator, Bound.AtLeast, limit);

    /// <summary>A ratio without a demand.</summary>
    public static RatioTarget ForInformation(string numerator, string denominator) => new(numerator, denominator, Bound.AtLeast, null);

    protected override double? Measure(CaseResult result) =>
        result.Find(Numerator) is { } numerator && result.Find(Denominator) is { Median: > 0 } denominator
            ? numerator.Median / denominator.Median
            : null;
}
