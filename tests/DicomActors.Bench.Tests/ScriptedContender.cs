using Comparison.Contenders;
using Comparison.Measuring;

namespace DicomActors.Bench.Tests;

/// <summary>Takes a given time per operation, by its own account, and writes down what it is asked for.</summary>
internal sealed class ScriptedContender(string name, List<string> diary, Func<int, TimeSpan> timePerOperation) : Contender(name)
{
    private int _calls;

    public override string Description => "scripted";

    public string? Obstacle { get; init; }

    /// <summary>The measurement that fails, counted from 1.</summary>
    public int FailsAt { get; init; }

    public List<long> Asked { get; } = [];

    public override string? FindObstacle() => Obstacle;

    public override Task PrepareAsync(CancellationToken cancellationToken)
    {
        diary.Add($"{Name} prepared");
        return Task.CompletedTask;
    }

    public override Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken)
    {
        diary.Add($"{Name} measured");
        Asked.Add(operations);
        return ++_calls == FailsAt
            ? throw new BenchException("broke down")
            : Task.FromResult(new Measurement(operations, timePerOperation(_calls) * operations) { Readings = [new Reading("memory", _calls, "B")] });
    }

    public override ValueTask DisposeAsync()
    {
        diary.Add($"{Name} ended");
        return ValueTask.CompletedTask;
    }
}
