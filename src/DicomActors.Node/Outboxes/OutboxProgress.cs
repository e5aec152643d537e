using System.Globalization;
using DicomActors.Node.Output;

namespace DicomActors.Node.Outboxes;

/// <summary>Shows how far a delivery has come while it runs. Lines go to standard output.</summary>
internal static class OutboxProgress
{
    /// <summary>Shows it until the work has ended.</summary>
    public static Task ShowAsync(OutboxCounters counters, Task work) =>
        ProgressDisplay.OfCount(() => counters.Done, () => counters.Total, () => Describe(counters), Console.Out).ShowAsync(work);

    private static string Describe(OutboxCounters counters) =>
        string.Create(CultureInfo.InvariantCulture, $"{counters.Done} of {counters.Total} files");
}
