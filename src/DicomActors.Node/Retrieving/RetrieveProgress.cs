using System.Globalization;
using DicomActors.Node.Output;
using Spectre.Console;

namespace DicomActors.Node.Retrieving;

/// <summary>Shows how far a retrieval has come while it runs. Lines go to standard error.</summary>
internal static class RetrieveProgress
{
    /// <summary>Shows it until the work has ended.</summary>
    public static Task ShowAsync(RetrieveCounters counters, Task work) => new ProgressDisplay(
        [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()],
        bar =>
        {
            bar.Description = Describe(counters);
            bar.MaxValue = Math.Max(1, counters.Total);
            bar.Value = counters.Done;
        },
        () => Describe(counters),
        Console.Error).ShowAsync(work);

    private static string Describe(RetrieveCounters counters) => counters.Total == 0
        ? "waiting for the peer"
        : string.Create(CultureInfo.InvariantCulture, $"{counters.Done} of {counters.Total} instances");
}
