namespace Comparison.Reporting;

/// <summary>What a ratio was when the baseline was written.</summary>
/// <param name="Value">The ratio, or the figure of a limit.</param>
/// <param name="Tolerance">By what part of the value it may be worse: 0.2 is a fifth.</param>
internal sealed record BaselineEntry(double Value, double Tolerance);
