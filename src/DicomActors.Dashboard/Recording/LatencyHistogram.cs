using DicomActors.Dashboard.Api;

namespace DicomActors.Dashboard.Recording;

/// <summary>Durations in buckets that grow by a tenth, from 0.1 ms to some 15 minutes: fixed memory, however many there are. One thread.</summary>
internal sealed class LatencyHistogram
{
    private const double Smallest = 0.1;
    private const double Growth = 1.1;
    private const int Buckets = 170;

    private static readonly double s_logOfGrowth = Math.Log(Growth);
    private readonly int[] _counts = new int[Buckets];
    private long _total;

    public void Add(TimeSpan elapsed)
    {
        _counts[BucketOf(elapsed.TotalMilliseconds)]++;
        _total++;
    }

    /// <summary>The percentiles of what was added since the last call; null if that is nothing.</summary>
    public LatencyPoint? TakeAndClear()
    {
        if (_total == 0)
        {
            return null;
        }

        var point = new LatencyPoint(Percentile(0.50), Percentile(0.95), Percentile(0.99));
        Array.Clear(_counts);
        _total = 0;
        return point;
    }

    private double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(_total * share);
        long seen = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted)
            {
                return Math.Round(Smallest * Math.Pow(Growth, bucket), 3);
            }
        }

        return Math.Round(Smallest * Math.Pow(Growth, Buckets - 1), 3);
    }

    /// <summary>The first bucket whose upper bound is not less.</summary>
    private static int BucketOf(double milliseconds) => milliseconds <= Smallest
        ? 0
        : (int)Math.Min(Buckets - 1, Math.Ceiling(Math.Log(milliseconds / Smallest) / s_logOfGrowth));
}
