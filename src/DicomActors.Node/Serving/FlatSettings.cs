using Akka.Configuration;

namespace DicomActors.Node.Serving;

/// <summary>A configuration as a table of paths and values, to see what differs between two.</summary>
internal static class FlatSettings
{
    /// <summary>Every value of a block, by its path below it.</summary>
    public static SortedDictionary<string, string> Of(Config block)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(values, block, "");
        return values;
    }

    /// <summary>The paths whose values differ, or that only one of the two has.</summary>
    public static IReadOnlyList<string> Differences(SortedDictionary<string, string> one, SortedDictionary<string, string> other) =>
    [
        .. one.Keys.Union(other.Keys)
            .Where(path => !one.TryGetValue(path, out var value) || !other.TryGetValue(path, out var second) || value != second)
            .Order(StringComparer.Ordinal),
    ];

    private static void Add(SortedDictionary<string, string> values, Config block, string prefix)
    {
        foreach (var (name, value) in block.AsEnumerable())
        {
            if (value.IsObject())
            {
                // Quoted: a name may contain dots.
                Add(values, block.GetConfig($"\"{name}\""), $"{prefix}{name}.");
            }
            else
            {
                values[prefix + name] = value.IsArray() ? string.Join('\n', value.GetStringList()) : value.GetString() ?? "";
            }
        }
    }
}
