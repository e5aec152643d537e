namespace Akka.Util;

internal static class MonotonicClock
{
    private static readonly long Start = System.Diagnostics.Stopwatch.GetTimestamp();

    public static TimeSpan Elapsed => System.Diagnostics.Stopwatch.GetElapsedTime(Start);
}
