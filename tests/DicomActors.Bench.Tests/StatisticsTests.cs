using Comparison.Measuring;

namespace DicomActors.Bench.Tests;

public sealed class StatisticsTests
{
    public static TheoryData<double, double[]> Medians => new()
    {
        { 3, [3] },
        { 2, [3, 1, 2] },
        { 2.5, [4, 1, 3, 2] },
        { 5, [5, 1000, 4, 1, 6] },
    };

    [Theory]
    [MemberData(nameof(Medians))]
    public void Rounds_Median_IsTheMiddleOne(double expected, double[] values) => Assert.Equal(expected, Statistics.Median(values));

    [Fact]
    public void OneDisturbedRound_MedianDeviation_IsNotMoved() => Assert.Equal(1, Statistics.MedianDeviation([9, 10, 11, 10, 12, 1000, 9]));

    [Fact]
    public void NoRounds_Median_IsRefused() => Assert.Throws<ArgumentException>(() => Statistics.Median([]));
}
