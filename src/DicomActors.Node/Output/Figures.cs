using System.Globalization;

namespace DicomActors.Node.Output;

/// <summary>Sizes, rates and times as people read them.</summary>
internal static class Figures
{
    private const double Kilobyte = 1000;

    /// <summary>As "512 B", "3.4 MB".</summary>
    public static string Size(double bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var unit = 0;
        while (bytes >= Kilobyte && unit < units.Length - 1)
        {
            bytes /= Kilobyte;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(bytes, unit == 0 ? 0 : 1)} {units[unit]}");
    }

    /// <summary>As "12.1 MB/s".</summary>
    public static string Rate(double bytes, TimeSpan elapsed) => elapsed > TimeSpan.Zero ? $"{Size(bytes / elapsed.TotalSeconds)}/s" : "-";

    /// <summary>As "3 ms", "1.2 s", "4 min 5 s".</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
    };

    /// <summary>As "1 file", "3 files".</summary>
    public static string Count(int number, string singular) => string.Create(CultureInfo.InvariantCulture, $"{number} {singular}{(number == 1 ? "" : "s")}");
}
