using Comparison.Cases;
using Comparison.Contenders;
using Comparison.Measuring;

namespace DicomActors.Bench.Tests;

public sealed class CaseRunnerTests
{
    private static readonly MeasuringPlan Plan = new(3, TimeSpan.FromSeconds(3), IsQuick: false);
    private readonly List<string> _diary = [];

    [Fact]
    public async Task TwoContenders_Run_TakeTurns()
    {
        await RunAsync(Steady("a"), Steady("b"));

        // Each was calibrated first, in as many looks as that takes.
        var rounds = _diary.Where(line => line.EndsWith("measured", StringComparison.Ordinal)).TakeLast(6);
        Assert.Equal(["a measured", "b measured", "a measured", "b measured", "a measured", "b measured"], rounds);
        Assert.Equal(["a ended", "b ended"], _diary.TakeLast(2));
    }

    [Fact]
    public async Task SteadyContender_Run_DoesTheSameWorkInEveryRoundAndLongEnough()
    {
        var contender = Steady("a");

        var row = (await RunAsync(contender)).Rows[0];

        Assert.Single(contender.Asked.TakeLast(3).Distinct());
        Assert.True(row.Shortest >= Plan.Shortest, $"the shortest round took {row.Shortest}");
        Assert.Equal(1000, row.Median, 0.001);
        Assert.Equal(3, row.Values.Count);
    }

    [Fact]
    public async Task ContenderGetsFasterAfterCalibration_Run_GivesItMoreToDo()
    {
        // Calibration sees 10 ms, the rounds 1 ms.
        var contender = new ScriptedContender("a", _diary, call => TimeSpan.FromMilliseconds(call <= 2 ? 10 : 1));

        var row = (await RunAsync(contender)).Rows[0];

        Assert.True(row.Shortest >= Plan.Shortest, $"the shortest round took {row.Shortest}");
    }

    [Fact]
    public async Task Readings_Run_BecomeRowsOfTheirOwn()
    {
        var row = (await RunAsync(Steady("a"))).Rows[1];

        Assert.Equal("a: memory", row.Name);
        Assert.Equal("B", row.Unit);
        Assert.Equal(3, row.Values.Count);
    }

    [Fact]
    public async Task NotInstalled_Run_SaysSoAndMeasuresTheOthers()
    {
        var result = await RunAsync(Steady("a"), new ScriptedContender("b", _diary, _ => TimeSpan.Zero) { Obstacle = "not installed" });

        Assert.Equal("not installed", result.Missing["b"]);
        Assert.DoesNotContain("b prepared", _diary);
        Assert.NotNull(result.Find("a"));
        Assert.Null(result.Find("b"));
    }

    [Fact]
    public async Task OneBreaksDown_Run_HasNoFiguresOfItAndGoesOnWithTheOthers()
    {
        var broken = new ScriptedContender("b", _diary, _ => TimeSpan.FromSeconds(1)) { FailsAt = 3 };

        var result = await RunAsync(Steady("a"), broken);

        Assert.Equal("broke down", result.Failures["b"]);
        Assert.Null(result.Find("b"));
        Assert.Equal(3, result.Find("a")!.Values.Count);
        Assert.Contains("b ended", _diary);
    }

    private static Task<CaseResult> RunAsync(params Contender[] contenders) =>
        new CaseRunner(Plan, _ => { }).RunAsync(new ComparisonCase("errand", "run an errand", new Unit("errands/s"), contenders, []), CancellationToken.None);

    private ScriptedContender Steady(string name) => new(name, _diary, _ => TimeSpan.FromMilliseconds(1));
}
