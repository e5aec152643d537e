using System.Globalization;
using Comparison.Contenders;

namespace Comparison.Measuring;

/// <summary>How often and how long to measure.</summary>
/// <param name="Rounds">Rounds of every contender, taking turns; 1 or more.</param>
/// <param name="Shortest">What a round takes at least.</param>
/// <param name="IsQuick">Whether the figures are a look only, and no claim.</param>
internal sealed record MeasuringPlan(int Rounds, TimeSpan Shortest, bool IsQuick)
{
    /// <summary>What a claim needs.</summary>
    public static MeasuringPlan Full { get; } = new(5, TimeSpan.FromSeconds(3), IsQuick: false);

    /// <summary>A look.</summary>
    public static MeasuringPlan Quick { get; } = new(2, TimeSpan.FromSeconds(1), IsQuick: true);

    /// <summary>What a round of a contender takes at least.</summary>
    public TimeSpan ShortestOf(Contender contender) => Shortest * contender.Stretch;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Medians of {Rounds} rounds of at least {Shortest.TotalSeconds:0.#} s each, contenders taking turns; smallest and largest as spread.");
}
