using System.Globalization;
using DicomActors.Node.Output;
using Spectre.Console;

namespace DicomActors.Node.Storing;

/// <summary>Shows how far a store has come while it runs.</summary>
internal static class StoreProgress
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>A bar on a terminal; elsewhere a line now and then.</summary>
    public static Task ShowAsync(StoreCounters counters, Task work) =>
        Terminal.ShowsError ? ShowBarAsync(counters, work) : ShowLinesAsync(counters, work);

    private static Task ShowBarAsync(StoreCounters counters, Task work) => Terminal.Error().Progress()
        .AutoClear(true)
        .Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
        .StartAsync(async progress =>
        {
            var bar = progress.AddTask(Files(counters), maxValue: Math.Max(1, counters.TotalBytes));
            while (!work.IsCompleted)
            {
                bar.Description = Files(counters);
                bar.Value = counters.Bytes;
                await Task.WhenAny(work, Task.Delay(BarInterval));
            }
        });

    private static string Files(StoreCounters counters) =>
        string.Create(CultureInfo.InvariantCulture, $"{counters.Files} of {counters.TotalFiles} files");

    private static async Task ShowLinesAsync(StoreCounters counters, Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(LineInterval)) != work)
        {
            var remaining = counters.Remaining is { } time ? $", about {Figures.Time(time)} left" : "";
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{Files(counters)}, {Figures.Size(counters.Bytes)} of {Figures.Size(counters.TotalBytes)}, {Figures.Rate(counters.Bytes, counters.Elapsed)}{remaining}"));
        }
    }
}
