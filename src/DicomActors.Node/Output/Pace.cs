using System.Globalization;

namespace DicomActors.Node.Output;

/// <summary>How fast work goes, as the end of a line that says how far it is.</summary>
internal static class Pace
{
    /// <summary>As ", 12.5/s"; empty before there is one.</summary>
    public static string Rate(long done, TimeSpan elapsed) =>
        done > 0 && elapsed > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $", {done / elapsed.TotalSeconds:0.#}/s") : "";

    /// <summary>As ", about 3.0 s left" at the pace so far; empty while that cannot be said.</summary>
    public static string Remaining(long done, long total, TimeSpan elapsed) =>
        done > 0 && total >= done ? $", about {Figures.Time(elapsed * ((double)(total - done) / done))} left" : "";
}
