using System.Globalization;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>The arguments of a peer verb: <c>name=value</c>, each of them named.</summary>
internal sealed class PeerArguments
{
    private readonly Dictionary<string, string> _values;

    /// <summary>Reads them.</summary>
    /// <exception cref="BenchException">One of them has no value.</exception>
    public PeerArguments(IEnumerable<string> arguments) => _values = arguments
        .Select(argument => argument.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts.Length == 2 ? parts[1] : throw new BenchException($"'{parts[0]}' needs a value: {parts[0]}=..."));

    /// <summary>A number as an argument.</summary>
    public static string Format(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}");

    /// <summary>A text.</summary>
    /// <exception cref="BenchException">It is not given.</exception>
    public string Text(string name) => _values.TryGetValue(name, out var value) ? value : throw new BenchException($"{name}=... is missing.");

    /// <summary>A text, or null.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>A number.</summary>
    /// <exception cref="BenchException">It is not given, or no number.</exception>
    public long Number(string name) => long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BenchException($"{name}={Text(name)} is no number.");

    /// <summary>A number, or a default.</summary>
    public long Number(string name, long otherwise) => _values.ContainsKey(name) ? Number(name) : otherwise;
}
