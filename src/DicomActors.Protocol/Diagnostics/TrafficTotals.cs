using System.Runtime.InteropServices;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>
/// Bytes over any number of connections, counted as they happen. What TLS adds is not in them. Thread-safe; the numbers only grow.
/// </summary>
public sealed class TrafficTotals
{
    private Counts _counts;

    /// <summary>Bytes handed to the transports.</summary>
    public long BytesSent => Interlocked.Read(ref _counts.Sent);

    /// <summary>Bytes read from the transports.</summary>
    public long BytesReceived => Interlocked.Read(ref _counts.Received);

    internal void AddSent(int count) => Interlocked.Add(ref _counts.Sent, count);

    internal void AddReceived(int count) => Interlocked.Add(ref _counts.Received, count);

    /// <summary>Senders and receivers are different threads: each number has cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Counts
    {
        [FieldOffset(128)]
        public long Sent;

        [FieldOffset(256)]
        public long Received;
    }
}
