using System.Globalization;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>The lines a child and the process that compares exchange.</summary>
internal static class PeerWords
{
    public const string Ready = "ready";
    public const string Run = "run";
    public const string Done = "done";

    /// <summary>A measurement as a line.</summary>
    public static string Format(Measurement measurement) => string.Join(' ', [
        Done,
        measurement.Operations.ToString(CultureInfo.InvariantCulture),
        measurement.Elapsed.Ticks.ToString(CultureInfo.InvariantCulture),
        .. measurement.Readings.Select(reading => string.Create(CultureInfo.InvariantCulture, $"{reading.Name}={reading.Value:R}={reading.Unit}").Replace(' ', '_')),
    ]);

    /// <summary>The measurement in a line.</summary>
    /// <exception cref="BenchException">The line is another one.</exception>
    public static Measurement Parse(string line)
    {
        var words = line.Split(' ');
        if (words is not [Done, var operations, var ticks, .. var readings])
        {
            throw new BenchException($"A child said '{line}' instead of what it has done.");
        }

        return new Measurement(long.Parse(operations, CultureInfo.InvariantCulture), new TimeSpan(long.Parse(ticks, CultureInfo.InvariantCulture)))
        {
            Readings = [.. readings.Select(ParseReading)],
        };
    }

    private static Reading ParseReading(string word)
    {
        var parts = word.Replace('_', ' ').Split('=');
        return new Reading(parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }
}
