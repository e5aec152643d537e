using Comparison.Cases;

namespace DicomActors.Bench.Tests;

public sealed class TargetTests
{
    [Theory]
    [InlineData(2.0, true)]
    [InlineData(2.1, false)]
    public void TwiceTheRate_AtLeast_IsMetUpToIt(double demand, bool isMet)
    {
        var outcome = Given.Case([100, 200, 300], [90, 100, 110], demand).Outcomes.Single();

        Assert.Equal(2, outcome.Measured);
        Assert.Equal(isMet, outcome.IsMet);
    }

    [Fact]
    public void OtherRowIsMissing_Evaluate_SaysNeitherMetNorNot()
    {
        var outcome = Given.Case([1], [1], RatioTarget.AtLeast(Given.Ours, "nobody", 2)).Outcomes.Single();

        Assert.Null(outcome.Measured);
        Assert.Null(outcome.IsMet);
    }

    [Fact]
    public void NothingIsDemanded_Evaluate_OnlyTells()
    {
        var outcome = Given.Case([3], [1], RatioTarget.ForInformation(Given.Ours, Given.Theirs)).Outcomes.Single();

        Assert.Equal(3, outcome.Measured);
        Assert.Null(outcome.IsMet);
        Assert.Equal("", outcome.Target.Demand);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(9.9, false)]
    public void FigureOfItsOwn_AtMost_IsMetUpToTheLimit(double limit, bool isMet) =>
        Assert.Equal(isMet, Given.Case([10], [1], new LimitTarget(Given.Ours, "B", Bound.AtMost, limit)).Outcomes.Single().IsMet);

    [Fact]
    public void SeveralRows_Steady_ComparesTheWorstWithTheBest() =>
        Assert.Equal(0.25, Given.Case([10], [40], new SteadyTarget([Given.Ours, Given.Theirs], 0.8)).Outcomes.Single().Measured);

    [Theory]
    [InlineData(40_960, "≤ 40,960 B")]
    [InlineData(0.85, "≤ 0.85 B")]
    public void Limit_Printed_HasAllItsDigits(double limit, string demand) =>
        Assert.Equal(demand, new LimitTarget(Given.Ours, "B", Bound.AtMost, limit).Demand);
}
