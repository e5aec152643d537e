using System.Globalization;

namespace DicomActors.Tests.Listeners;

/// <summary>
/// A test with very many sockets: 5,000 silent and 200 slow ones with <c>DICOMACTORS_THOROUGH=1</c>, fewer without; skipped where the
/// system does not allow this process as many.
/// </summary>
public sealed class CrowdFactAttribute : FactAttribute
{
    private const int Others = 1000;

    /// <summary>Skips where there are too few files.</summary>
    public CrowdFactAttribute()
    {
        // Both ends of each are ours.
        var needed = (2 * (Silent + Slow)) + Others;
        if (FileLimit() is { } limit && limit < needed)
        {
            Skip = string.Create(CultureInfo.InvariantCulture, $"{needed} files are needed, this process may open {limit} (ulimit -n)");
        }
    }

    /// <summary>Sockets that never say anything.</summary>
    public static int Silent => IsThorough ? 5000 : 500;

    /// <summary>Peers that ask for much and do not read the answers.</summary>
    public static int Slow => IsThorough ? 200 : 40;

    private static bool IsThorough => Environment.GetEnvironmentVariable("DICOMACTORS_THOROUGH") == "1";

    private static long? FileLimit()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
        {
            return null;
        }

        var fields = File.ReadLines(Limits).First(static line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.TryParse(fields[3], CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
