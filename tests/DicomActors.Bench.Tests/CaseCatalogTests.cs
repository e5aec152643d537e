using Comparison.Cases;

namespace DicomActors.Bench.Tests;

public sealed class CaseCatalogTests
{
    private static readonly IReadOnlyList<ComparisonCase> Cases = CaseCatalog.All(new BenchSetting(Path.GetTempPath(), "", IsQuick: true));

    [Fact]
    public void Names_OfAllCases_AreDifferent() => Assert.Equal(Cases.Count, Cases.Select(@case => @case.Name).Distinct().Count());

    [Fact]
    public void Contenders_OfEveryCase_HaveDifferentNames() =>
        Assert.All(Cases, @case => Assert.Equal(@case.Contenders.Count, @case.Contenders.Select(contender => contender.Name).Distinct().Count()));

    [Fact]
    public void Targets_OfEveryCase_ReferToItsContenders() =>
        Assert.All(Cases, @case => Assert.All(
            @case.Targets.SelectMany(target => target.Sources),
            source => Assert.Contains(@case.Contenders, contender => source == contender.Name || source.StartsWith($"{contender.Name}: ", StringComparison.Ordinal))));
}
