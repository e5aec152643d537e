using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>
/// Random commands against randomly behaving peers: every accepted request ends in exactly one terminal event, for its asker and on
/// the EventStream; every connection in exactly one closed event, after everything else; every question is answered; and no actor,
/// transport, timer or handler's place is left over.
/// </summary>
/// <remarks>A failure prints the smallest scenario that still fails, and seed and size, which go to <see cref="Config.WithReplay"/>.</remarks>
public sealed class ConnectionGuaranteeTests(ITestOutputHelper output)
{
    private const int Lanes = 20;
    private const int RunsPerLane = 500;
    private const int FactoryRuns = 100;

    [Fact]
    public async Task RandomCommands_RandomPeer_EverythingEndsOnceAndNothingIsLeft()
    {
        await using var host = new ScenarioHost();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        // A check waits for its runs one by one: each lane has a thread of its own.
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Factory.StartNew(
            () => Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(RunsPerLane),
                Prop.ForAll(ScenarioGenerator.OfOneConnection, scenario => PlayAsync(scenario, host))),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        await host.AssertNothingIsLeftAsync();
        host.AssertScenariosWereVaried();
        output.WriteLine($"{Lanes * RunsPerLane} runs in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public void RandomCommands_FactoryDrainedOrStopped_EverythingEndsOnceAndNothingIsLeft() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(FactoryRuns),
        Prop.ForAll(ScenarioGenerator.OfOneFactory, static async scenarios =>
        {
            await using var host = new ScenarioHost();
            await Task.WhenAll(scenarios.Select(scenario => PlayAsync(scenario, host))).ConfigureAwait(false);
            host.AssertEveryConnectionEndedOnce();
        }));

    private static async Task PlayAsync(Scenario scenario, ScenarioHost host)
    {
        await using var run = new ScenarioRun(scenario, host);
        await run.RunAsync().ConfigureAwait(false);
    }
}
