namespace Comparison.Cases;

/// <summary>On which side of the limit a target is met.</summary>
internal enum Bound
{
    AtLeast,
    AtMost,
}
