using System.Text.Json;
using Comparison.Cases;
using Comparison.Measuring;
using Comparison.Reporting;

namespace DicomActors.Bench.Tests;

public sealed class BaselineTests
{
    private const string Runtime = "Embedded";

    [Fact]
    public void RatioIsWorseThanItsTolerance_FindRegressions_NamesItWithBothFigures()
    {
        var baseline = Baseline.Parse("""{ "Embedded": { "errand: ours / theirs": { "value": 2.5, "tolerance": 0.2 } } }""");

        var regression = Assert.Single(baseline.FindRegressions(Runtime, [Given.Case([190], [100], 1)]));

        Assert.StartsWith("errand: ours / theirs: 1.90 × instead of 2.50 ×", regression);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public void RatioIsWithinItsToleranceOrBetter_FindRegressions_FindsNone(double ours)
    {
        var baseline = Baseline.Parse("""{ "Embedded": { "errand: ours / theirs": { "value": 2.5, "tolerance": 0.2 } } }""");

        Assert.Empty(baseline.FindRegressions(Runtime, [Given.Case([ours], [100], 1)]));
    }

    [Theory]
    [InlineData(122, 1)]
    [InlineData(119, 0)]
    [InlineData(10, 0)]
    public void LimitThatIsNotToBeExceeded_FindRegressions_LooksAtTheOtherSide(double measured, int regressions)
    {
        var baseline = Baseline.Parse("""{ "Embedded": { "errand: ours": { "value": 100, "tolerance": 0.2 } } }""");

        var found = baseline.FindRegressions(Runtime, [Given.Case([measured], [1], new LimitTarget(Given.Ours, "B", Bound.AtMost, 1000))]);

        Assert.Equal(regressions, found.Count);
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(2.0, 1)]
    public void PartOfAByte_FindRegressions_IsNone(double measured, int regressions)
    {
        var baseline = Baseline.Parse("""{ "Embedded": { "errand: ours": { "value": 0.3, "tolerance": 0.2 } } }""");

        var found = baseline.FindRegressions(Runtime, [Given.Case([measured], [1], new LimitTarget(Given.Ours, "B", Bound.AtMost, 1))]);

        Assert.Equal(regressions, found.Count);
    }

    [Fact]
    public void BaselineOfTheOtherRuntime_FindRegressions_DoesNotCount()
    {
        var baseline = Baseline.Parse("""{ "Akka": { "errand: ours / theirs": { "value": 2.5, "tolerance": 0.2 } } }""");

        Assert.Empty(baseline.FindRegressions(Runtime, [Given.Case([1], [100], 1)]));
    }

    [Fact]
    public void Update_WrittenAndReadAgain_HoldsWhatWasMeasuredAndKeepsTheRest()
    {
        var baseline = Baseline.Parse("""{ "Akka": { "errand: ours / theirs": { "value": 9, "tolerance": 0.2 } }, "Embedded": { "old: ours / theirs": { "value": 7, "tolerance": 0.3 } } }""");

        baseline.Update(Runtime, [Given.Case([250], [100], 1)]);

        using var written = JsonDocument.Parse(Baseline.Parse(baseline.Format()).Format());
        Assert.Equal(2.5, written.RootElement.GetProperty(Runtime).GetProperty("errand: ours / theirs").GetProperty("value").GetDouble());
        Assert.Equal(7, written.RootElement.GetProperty(Runtime).GetProperty("old: ours / theirs").GetProperty("value").GetDouble());
        Assert.Equal(9, written.RootElement.GetProperty("Akka").GetProperty("errand: ours / theirs").GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData(0.15, 100, 100, 100)]
    [InlineData(0.3, 90, 100, 110)]
    [InlineData(0.5, 10, 100, 190)]
    public void FigureThatGoesUpAndDown_Update_IsGivenItsTolerance(double expected, double low, double middle, double high)
    {
        var baseline = Baseline.Empty;

        baseline.Update(Runtime, [Given.Case([low, middle, high], [100, 100, 100], 1)]);

        using var written = JsonDocument.Parse(baseline.Format());
        Assert.Equal(expected, written.RootElement.GetProperty(Runtime).GetProperty("errand: ours / theirs").GetProperty("tolerance").GetDouble());
    }

    [Fact]
    public async Task FileIsNotThere_Read_NamesFileAndRemedy()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

        var problem = await Assert.ThrowsAsync<BenchException>(() => Baseline.ReadAsync(file, CancellationToken.None));

        Assert.Contains(file, problem.Message);
        Assert.Contains("--write-baseline", problem.Message);
    }
}
