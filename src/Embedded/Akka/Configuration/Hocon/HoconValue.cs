namespace Akka.Configuration.Hocon;

public class HoconValue
{
    private static readonly (string[] Units, double Milliseconds)[] Durations =
    [
        (["ns", "nano", "nanos", "nanosecond", "nanoseconds"], 1e-6),
        (["us", "micro", "micros", "microsecond", "microseconds"], 1e-3),
        (["", "ms", "milli", "millis", "millisecond", "milliseconds"], 1),
        (["s", "second", "seconds"], 1e3),
        (["m", "minute", "minutes"], 6e4),
        (["h", "hour", "hours"], 36e5),
        (["d", "day", "days"], 864e5),
    ];

    private readonly string? _text;
    private readonly List<HoconValue>? _list;
    private readonly Dictionary<string, HoconValue>? _fields;

    internal HoconValue(string? text) => _text = text;
    internal HoconValue(List<HoconValue> list) => _list = list;
    internal HoconValue(Dictionary<string, HoconValue> fields) => _fields = fields;
    public bool IsEmpty => _text is null && _list is null && _fields is not { Count: > 0 };
    internal IReadOnlyDictionary<string, HoconValue> Fields => _fields ?? [];
    private string Text => _text ?? throw new FormatException($"Not a text: {this}");
    public bool IsArray() => _list is not null;
    public bool IsObject() => _fields is not null;
    /// <summary>The text; null for <c>null</c>, a list or an object.</summary>
    public string GetString() => _text!;
    public IList<HoconValue> GetArray() => _list ?? throw new InvalidOperationException($"Not a list: {this}");
    public int GetInt() => (int)Number(Text);
    public long GetLong() => (long)Number(Text);
    public double GetDouble() => (double)Number(Text);
    public IList<string> GetStringList() => [.. GetArray().Select(item => item.GetString())];

    public bool GetBoolean() => Text switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        var text => throw new NotSupportedException($"Unknown boolean format: {text}"),
    };

    /// <summary>kB, MB, GB are powers of 1000; k, Ki, KiB, m, ... powers of 1024.</summary>
    public long? GetByteSize()
    {
        var (number, unit) = SplitUnit(Text);
        if (unit is "" or "b" or "B" or "byte" or "bytes")
            return (long)number;
        var power = "kmgt".IndexOf(char.ToLowerInvariant(unit[0]), StringComparison.Ordinal) + 1;
        var root = unit is [_, 'B'] ? 1000 : 1024;
        return power > 0 && unit[1..] is "" or "B" or "i" or "iB"
            ? (long)(number * (decimal)Math.Pow(root, power))
            : throw new FormatException($"Unknown size unit: {unit}");
    }

    public TimeSpan GetTimeSpan(bool allowInfinite = true)
    {
        if (allowInfinite && Text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;
        var (number, unit) = SplitUnit(Text);
        var factor = Array.Find(Durations, duration => duration.Units.Contains(unit)).Milliseconds;
        return factor > 0
            ? TimeSpan.FromTicks((long)((double)number * factor * TimeSpan.TicksPerMillisecond))
            : throw new FormatException($"Unknown duration unit: {unit}");
    }

    public override string ToString() =>
        _fields is not null ? $"{{{string.Join(", ", _fields.Select(field => $"\"{field.Key}\" : {field.Value}"))}}}"
        : _list is not null ? $"[{string.Join(", ", _list)}]"
        : _text is null ? "null"
        : $"\"{_text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

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

    internal HoconValue? Find(IEnumerable<string> keys) =>
        keys.Aggregate((HoconValue?)this, static (value, key) => value?._fields?.GetValueOrDefault(key));
    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static (decimal Number, string Unit) SplitUnit(string text)
    {
        var number = text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or '+' or '-').Count();
        return (Number(text[..number]), text[number..].Trim());
    }
}
