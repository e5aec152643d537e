namespace Comparison.Cases;

/// <summary>What came of a target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Measured">The figure; null if it could not be measured.</param>
/// <param name="IsMet">Null if it could not be measured, or nothing is demanded.</param>
internal sealed record TargetOutcome(Target Target, double? Measured, bool? IsMet);
