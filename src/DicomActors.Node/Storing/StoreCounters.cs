using System.Collections.Concurrent;
using System.Diagnostics;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Storing;

/// <summary>How far a store has come. Thread-safe.</summary>
internal sealed class StoreCounters(int totalFiles, long totalBytes)
{
    private readonly ConcurrentDictionary<DimseRequest, long> _underWay = new(ReferenceEqualityComparer.Instance);
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _files;
    private long _bytes;

    /// <summary>Files to send.</summary>
    public int TotalFiles { get; } = totalFiles;

    /// <summary>Bytes to send.</summary>
    public long TotalBytes { get; } = totalBytes;

    /// <summary>Files done with, stored or not.</summary>
    public int Files => Volatile.Read(ref _files);

    /// <summary>Bytes sent, of files under way too.</summary>
    public long Bytes => Math.Min(TotalBytes, Interlocked.Read(ref _bytes) + _underWay.Values.Sum());

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Part of a file is out; less than before when it is sent again.</summary>
    public void Sent(DimseRequest request, long bytes) => _underWay[request] = bytes;

    /// <summary>A file is done with.</summary>
    public void Done(DimseRequest request, long length)
    {
        _underWay.TryRemove(request, out _);
        Interlocked.Add(ref _bytes, length);
        Interlocked.Increment(ref _files);
    }
}
