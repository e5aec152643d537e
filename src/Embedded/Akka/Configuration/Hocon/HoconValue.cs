using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>A text, a list or an object of configuration.</summary>
public class HoconValue
{
    private static readonly (string Unit, double Milliseconds)[] Durations =
    [
        ("nanoseconds", 1e-6), ("nanosecond", 1e-6), ("nanos", 1e-6), ("nano", 1e-6), ("ns", 1e-6),
        ("microseconds", 1e-3), ("microsecond", 1e-3), ("micros", 1e-3), ("micro", 1e-3), ("us", 1e-3),
        ("milliseconds", 1), ("millisecond", 1), ("millis", 1), ("milli", 1), ("ms", 1),
        ("seconds", 1e3), ("second", 1e3), ("s", 1e3),
        ("minutes", 6e4), ("minute", 6e4), ("m", 6e4),
        ("hours", 36e5), ("hour", 36e5), ("h", 36e5),
        ("days", 864e5), ("day", 864e5), ("d", 864e5),
    ];

    private readonly string? _text;
    private readonly List<HoconValue>? _list;
    private readonly Dictionary<string, HoconValue>? _fields;

    public HoconValue() { }
    internal HoconValue(string text) => _text = text;
    internal HoconValue(List<HoconValue> list) => _list = list;
    internal HoconValue(Dictionary<string, HoconValue> fields) => _fields = fields;
    public bool IsEmpty => _text is null && _list is null && _fields is not { Count: > 0 };
    internal IReadOnlyDictionary<string, HoconValue> Fields => _fields ?? [];
    public bool IsString() => _text is not null;
    public bool IsArray() => _list is not null;
    public bool IsObject() => _fields is not null;

    /// <summary>The text; null for <c>null</c>, a list or an object.</summary>
    public string GetString() => _text!;
    public IList<HoconValue> GetArray() => _list ?? throw new InvalidOperationException($"Not a list: {this}");

    public bool GetBoolean() => Text() switch
    {
        "on" or "true" or "yes" => true,
        "off" or "false" or "no" => false,
        var text => throw new NotSupportedException($"Unknown boolean format: {text}"),
    };

    public int GetInt() => (int)Number(Text());
    public long GetLong() => (long)Number(Text());
    public double GetDouble() => (double)Number(Text());
    public decimal GetDecimal() => Number(Text());

    public long? GetByteSize()
    {
        var (number, unit) = SplitUnit(Text());
        var power = unit.Length == 0 ? 0 : "kmgtpe".IndexOf(char.ToLowerInvariant(unit[0]), StringComparison.Ordinal) + 1;
        var factor = unit switch
        {
            "" or "b" or "B" or "byte" or "bytes" => 1m,
            _ when power == 0 => throw new FormatException($"Unknown size unit: {unit}"),
            // kB, MB, megabyte: powers of 1000; k, K, Ki, KiB, mebibyte: powers of 1024.
            _ when unit.EndsWith('B') && unit.Length == 2 => Power(1000, power),
            _ when unit.EndsWith("byte", StringComparison.Ordinal) || unit.EndsWith("bytes", StringComparison.Ordinal) =>
                Power(unit.Contains("bi", StringComparison.Ordinal) ? 1024 : 1000, power),
            _ => Power(1024, power),
        };
        return (long)(number * factor);
    }

    public TimeSpan GetTimeSpan(bool allowInfinite = true)
    {
        var text = Text();
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;

        var (number, unit) = SplitUnit(text);
        if (unit.Length == 0)
            return TimeSpan.FromMilliseconds((double)number);

        foreach (var (name, milliseconds) in Durations)
        {
            if (name == unit)
                return TimeSpan.FromTicks((long)((double)number * milliseconds * TimeSpan.TicksPerMillisecond));
        }

        throw new FormatException($"Unknown duration unit: {unit}");
    }

    public IList<string> GetStringList() => [.. GetArray().Select(item => item.GetString())];
    public IList<int> GetIntList() => [.. GetArray().Select(item => item.GetInt())];
    public IList<long> GetLongList() => [.. GetArray().Select(item => item.GetLong())];
    public IList<bool> GetBooleanList() => [.. GetArray().Select(item => item.GetBoolean())];
    public Config ToConfig() => new(new HoconRoot(this));
    public Config AtKey(string key) => new HoconValue(new Dictionary<string, HoconValue> { [key] = this }).ToConfig();
    public override string ToString() => ToString(0);

    public virtual string ToString(int indent)
    {
        if (_fields is null)
            return _list is null ? Quoted(_text) : $"[{string.Join(", ", _list.Select(item => item.ToString(indent)))}]";

        var text = new StringBuilder();
        var margin = new string(' ', indent * 2);
        foreach (var (key, value) in _fields)
        {
            var name = key.All(IsBare) ? key : $"\"{key}\"";
            text.Append(margin).Append(name);
            text.Append(value.IsObject() ? $" {{\n{value.ToString(indent + 1)}{margin}}}\n" : $" : {value.ToString(indent)}\n");
        }

        return text.ToString();
    }

    /// <summary>Objects are merged key by key; anything else is replaced.</summary>
    internal static HoconValue Merge(HoconValue under, HoconValue over)
    {
        if (over._fields is null || under._fields is null)
            return over;

        var merged = new Dictionary<string, HoconValue>(under._fields, StringComparer.Ordinal);
        foreach (var (key, value) in over._fields)
            merged[key] = merged.TryGetValue(key, out var earlier) ? Merge(earlier, value) : value;

        return new HoconValue(merged);
    }

    internal HoconValue? Find(IEnumerable<string> keys)
    {
        var value = this;
        foreach (var key in keys)
        {
            value = value._fields?.GetValueOrDefault(key);
            if (value is null)
                return null;
        }

        return value;
    }

    private static bool IsBare(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/';
    private static string Quoted(string? text) =>
        text is null ? "null"
        : text.Length > 0 && text.All(c => IsBare(c) || c == '.') ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static decimal Power(int root, int exponent)
    {
        var result = 1m;
        for (; exponent > 0; exponent--)
            result *= root;

        return result;
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static (decimal Number, string Unit) SplitUnit(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-' or '+'))
            end++;

        return (Number(text[..end]), text[end..].Trim());
    }

    private string Text() => _text ?? throw new FormatException($"Not a text: {this}");
}

public class HoconRoot(HoconValue value)
{
    public HoconValue Value { get; } = value;
}
