namespace Comparison.Measuring;

/// <summary>A further figure of one round (memory, latency, allocation): a row of its own, "contender: name".</summary>
/// <param name="Name">Within its contender.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">Of the value.</param>
internal sealed record Reading(string Name, double Value, string Unit);
