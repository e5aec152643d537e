using System.Diagnostics;
using Spectre.Console;

namespace DicomActors.Node.Output;

/// <summary>Shows how far some work has come while it runs: a bar on a terminal, elsewhere a line now and then.</summary>
/// <param name="columns">What the bar shows.</param>
/// <param name="update">Brings the bar up to date.</param>
/// <param name="line">The line.</param>
/// <param name="lines">Where lines go.</param>
internal sealed class ProgressDisplay(ProgressColumn[] columns, Action<ProgressTask> update, Func<string> line, TextWriter lines)
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>For work of which only the number of pieces is known.</summary>
    /// <param name="done">Pieces done.</param>
    /// <param name="total">All pieces; 0 while that is not known.</param>
    /// <param name="describe">How far it is.</param>
    /// <param name="lines">Where lines go.</param>
    public static ProgressDisplay OfCount(Func<long> done, Func<long> total, Func<string> describe, TextWriter lines)
    {
        var started = Stopwatch.GetTimestamp();
        return new ProgressDisplay(
            [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()],
            bar =>
            {
                bar.Description = $"{describe()}{Pace.Rate(done(), Stopwatch.GetElapsedTime(started))}";
                bar.MaxValue = Math.Max(1, total());
                bar.Value = done();
            },
            () => $"{describe()}{Pace.Rate(done(), Stopwatch.GetElapsedTime(started))}{Pace.Remaining(done(), total(), Stopwatch.GetElapsedTime(started))}",
            lines);
    }

    /// <summary>Shows it until the work has ended.</summary>
    public Task ShowAsync(Task work) => Terminal.ShowsError ? ShowBarAsync(work) : ShowLinesAsync(work);

    private Task ShowBarAsync(Task work) => Terminal.Error().Progress().AutoClear(true).Columns(columns).StartAsync(async progress =>
    {
        // A task needs a description; the first update replaces this one.
        var bar = progress.AddTask(line());
        while (!work.IsCompleted)
        {
            update(bar);
            await Task.WhenAny(work, Task.Delay(BarInterval));
        }
    });

    private async Task ShowLinesAsync(Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(LineInterval)) != work)
        {
            await lines.WriteLineAsync(line());
        }
    }
}
