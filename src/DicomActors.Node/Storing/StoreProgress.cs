using System.Globalization;
using DicomActors.Node.Output;
using Spectre.Console;

namespace DicomActors.Node.Storing;

/// <summary>Shows how far a store has come while it runs. Lines go to standard output.</summary>
internal static class StoreProgress
{
    /// <summary>Shows it until the work has ended.</summary>
    public static Task ShowAsync(StoreCounters counters, Task work) => new ProgressDisplay(
        [
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn(),
        ],
        bar =>
        {
            bar.Description = Files(counters);
            bar.MaxValue = Math.Max(1, counters.TotalBytes);
            bar.Value = counters.Bytes;
        },
        () => Line(counters),
        Console.Out).ShowAsync(work);

    private static string Files(StoreCounters counters) =>
        string.Create(CultureInfo.InvariantCulture, $"{counters.Files} of {counters.TotalFiles} files");

    private static string Line(StoreCounters counters)
    {
        var (bytes, elapsed) = (counters.Bytes, counters.Elapsed);
        return $"{Files(counters)}, {Figures.Size(bytes)} of {Figures.Size(counters.TotalBytes)}, {Figures.Rate(bytes, elapsed)}{Pace.Remaining(bytes, counters.TotalBytes, elapsed)}";
    }
}
