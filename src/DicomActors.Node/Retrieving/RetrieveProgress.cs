using System.Globalization;
using DicomActors.Node.Output;
using Spectre.Console;

namespace DicomActors.Node.Retrieving;

/// <summary>Shows how far a retrieval has come while it runs.</summary>
internal static class RetrieveProgress
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>A bar on a terminal; elsewhere a line now and then, on standard error.</summary>
    public static Task ShowAsync(RetrieveCounters counters, Task work) =>
        Terminal.ShowsError ? ShowBarAsync(counters, work) : ShowLinesAsync(counters, work);

    private static Task ShowBarAsync(RetrieveCounters counters, Task work) => Terminal.Error().Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(async progress =>
        {
            var bar = progress.AddTask(Describe(counters));
            while (!work.IsCompleted)
            {
                bar.Description = Describe(counters);
                bar.MaxValue = Math.Max(1, counters.Total);
                bar.Value = counters.Done;
                await Task.WhenAny(work, Task.Delay(BarInterval));
            }
        });

    private static async Task ShowLinesAsync(RetrieveCounters counters, Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(LineInterval)) != work)
        {
            await Console.Error.WriteLineAsync(Describe(counters));
        }
    }

    private static string Describe(RetrieveCounters counters) => counters.Total == 0
        ? "waiting for the peer"
        : string.Create(CultureInfo.InvariantCulture, $"{counters.Done} of {counters.Total} instances");
}
