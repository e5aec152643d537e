using System.Globalization;
using DicomActors.Node.Output;

namespace DicomActors.Node.Retrieving;

/// <summary>Shows how far a retrieval has come while it runs. Lines go to standard error.</summary>
internal static class RetrieveProgress
{
    /// <summary>Shows it until the work has ended.</summary>
    public static Task ShowAsync(RetrieveCounters counters, Task work) =>
        ProgressDisplay.OfCount(() => counters.Done, () => counters.Total, () => Describe(counters), Console.Error).ShowAsync(work);

    private static string Describe(RetrieveCounters counters) => counters.Total == 0
        ? "waiting for the peer"
        : string.Create(CultureInfo.InvariantCulture, $"{counters.Done} of {counters.Total} instances");
}
