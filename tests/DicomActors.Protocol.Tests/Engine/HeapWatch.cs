namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Watches how large the managed heap of the process gets, garbage that waits for its collection included.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "The token source has neither timer nor wait handle.")]
internal sealed class HeapWatch
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<long> _watching;

    public HeapWatch() => _watching = WatchAsync();

    /// <summary>Stops; the result is the largest size seen, in bytes.</summary>
    public async Task<long> StopAsync()
    {
        await _stop.CancelAsync();
        return await _watching;
    }

    private async Task<long> WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var largest = 0L;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                // The first is what is allocated now; the second what the last collection found, fragmentation included.
                largest = Math.Max(largest, Math.Max(GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo().HeapSizeBytes));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        return largest;
    }
}
