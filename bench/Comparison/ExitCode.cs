namespace Comparison;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>Measured, and nothing is worse than the baseline.</summary>
    public const int Done = 0;

    /// <summary>A ratio is worse than the baseline allows, or a contender broke down.</summary>
    public const int Failed = 1;

    /// <summary>Usage, or bad input.</summary>
    public const int Usage = 2;
}
