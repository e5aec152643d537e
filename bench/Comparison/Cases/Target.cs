using System.Globalization;
using Comparison.Measuring;

namespace Comparison.Cases;

/// <summary>Something that is demanded of the figures of a case, or only told of them.</summary>
/// <param name="Bound">On which side of the limit it is met.</param>
/// <param name="Limit">Null: nothing is demanded, the figure is for information.</param>
internal abstract record Target(Bound Bound, double? Limit)
{
    /// <summary>What is compared; names the figure in reports and in the baseline.</summary>
    public abstract string Subject { get; }

    /// <summary>The row of the table it is printed in.</summary>
    public abstract string Row { get; }

    /// <summary>The figure beside its row, where the row says whom ours is compared with.</summary>
    public abstract string Label { get; }

    /// <summary>The rows the figure is made of.</summary>
    public abstract IReadOnlyList<string> Sources { get; }

    /// <summary>What is behind a figure: "×", or the unit of a limit.</summary>
    public abstract string Symbol { get; }

    /// <summary>Differences up to this say nothing. Default 0.</summary>
    public virtual double Grain => 0;

    /// <summary>The demand as it is printed; empty without one.</summary>
    public string Demand => Limit is { } limit
        ? string.Create(CultureInfo.InvariantCulture, $"{(Bound == Bound.AtLeast ? '≥' : '≤')} {limit:#,0.###} {Symbol}")
        : "";

    /// <summary>Measures the target.</summary>
    public TargetOutcome Evaluate(CaseResult result)
    {
        var measured = Measure(result);
        bool? isMet = measured is { } value && Limit is { } limit
            ? Bound == Bound.AtLeast ? value >= limit : value <= limit
            : null;
        return new TargetOutcome(this, measured, isMet);
    }

    /// <summary>How far the figure goes up and down by itself: the relative deviations of its rows, added up.</summary>
    public double Spread(CaseResult result) => Sources.Select(result.Find).OfType<RowResult>().Sum(row => row.Median == 0 ? 0 : row.Deviation / row.Median);

    /// <summary>The figure; null if a row it needs was not measured.</summary>
    protected abstract double? Measure(CaseResult result);
}
