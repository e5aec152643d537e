namespace Comparison.Cases;

/// <summary>All cases, in the order in which they run and are printed.</summary>
internal static class CaseCatalog
{
    public static IReadOnlyList<ComparisonCase> All(BenchSetting setting) =>
    [
        SendCase.Create(setting),
    ];
}
