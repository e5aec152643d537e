using DicomActors.Connections;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>
/// Remembers the byte counts of the connections that were looked at, to tell their rates at the next look. Holds what was looked at within the last
/// ten seconds. Thread-safe.
/// </summary>
internal sealed class RateBook(TimeProvider time)
{
    // Two viewers may look shortly after one another: a rate over less than this is mostly noise.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, Seen> _looks = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Bytes per second sent and received since an earlier look; null at the first.</summary>
    public (double Sent, double Received)? Look(ConnectionStatus status)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            Sweep(now);
            if (!_looks.TryGetValue(status.ConnectionId, out var before))
            {
                _looks[status.ConnectionId] = new Seen(now, status.BytesSent, status.BytesReceived, null);
                return null;
            }

            var elapsed = time.GetElapsedTime(before.At, now);
            if (elapsed < Shortest)
            {
                return before.Rates;
            }

            var rates = (Rate(status.BytesSent - before.Sent, elapsed), Rate(status.BytesReceived - before.Received, elapsed));
            _looks[status.ConnectionId] = new Seen(now, status.BytesSent, status.BytesReceived, rates);
            return rates;
        }
    }

    private static double Rate(long bytes, TimeSpan elapsed) => Math.Round(Math.Max(0, bytes) / elapsed.TotalSeconds);

    private void Sweep(long now)
    {
        if (time.GetElapsedTime(_sweptAt, now) < Kept)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (id, look) in _looks)
        {
            if (time.GetElapsedTime(look.At, now) >= Kept)
            {
                _looks.Remove(id);
            }
        }
    }

    private readonly record struct Seen(long At, long Sent, long Received, (double Sent, double Received)? Rates);
}
