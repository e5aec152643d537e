namespace Akka.Configuration;

/// <summary>A tree of settings, and the one to look into where this one has nothing. Paths are dotted keys.</summary>
public class Config
{
    public static readonly Config Empty = new();

    private readonly HoconValue _root;

    public Config()
        : this(new HoconRoot(new HoconValue())) { }

    public Config(HoconRoot root)
        : this(root.Value, null) { }

    public Config(Config source, Config fallback)
        : this(source._root, source.Fallback is null ? fallback : new Config(source.Fallback, fallback)) { }

    private Config(HoconValue root, Config? fallback)
    {
        _root = root;
        Fallback = fallback!;
    }

    public Config Fallback { get; }
    public HoconValue Root => _root;
    public virtual bool IsEmpty => _root.IsEmpty && (Fallback is null || Fallback.IsEmpty);
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public virtual Config WithFallback(Config fallback)
    {
        if (ReferenceEquals(fallback, this))
            throw new ArgumentException("Config can not have itself as fallback", nameof(fallback));

        return fallback.IsNullOrEmpty() ? this : IsEmpty ? fallback : new Config(this, fallback);
    }

    public virtual bool HasPath(string path) => Find(path) is not null;
    public HoconValue GetValue(string path) => Find(path)!;

    /// <summary>The part under a path, its fallbacks included; null when there is none.</summary>
    public virtual Config GetConfig(string path)
    {
        var fallback = Fallback?.GetConfig(path);
        var own = FindOwn(path);
        return own is null ? fallback! : new Config(own, own.IsObject() ? fallback : null);
    }

    public virtual string GetString(string path, string? @default = null) => Find(path)?.GetString() ?? @default!;
    public virtual bool GetBoolean(string path, bool @default = false) => Find(path)?.GetBoolean() ?? @default;
    public virtual int GetInt(string path, int @default = 0) => Find(path)?.GetInt() ?? @default;
    public virtual long GetLong(string path, long @default = 0) => Find(path)?.GetLong() ?? @default;
    public virtual double GetDouble(string path, double @default = 0) => Find(path)?.GetDouble() ?? @default;
    public virtual float GetFloat(string path, float @default = 0) => (float?)Find(path)?.GetDouble() ?? @default;
    public virtual decimal GetDecimal(string path, decimal @default = 0) => Find(path)?.GetDecimal() ?? @default;

    /// <summary>A size such as <c>128 KiB</c> in bytes; null when there is none.</summary>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);
    public virtual long? GetByteSize(string path, long? def = null) => Find(path)?.GetByteSize() ?? def;

    /// <summary>A duration such as <c>10s</c>; a bare number counts milliseconds, <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Find(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();
    public virtual IList<string> GetStringList(string path) => Find(path)?.GetStringList() ?? [];
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => Find(path)?.GetStringList() ?? defaultPaths;
    public virtual IList<int> GetIntList(string path) => Find(path)?.GetIntList() ?? [];
    public virtual IList<long> GetLongList(string path) => Find(path)?.GetLongList() ?? [];
    public virtual IList<bool> GetBooleanList(string path) => Find(path)?.GetBooleanList() ?? [];

    /// <summary>The keys at the top, this config's and then what its fallbacks add.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var config = this; config is not null; config = config.Fallback)
        {
            foreach (var (key, value) in config._root.Fields)
            {
                if (seen.Add(key))
                    yield return new KeyValuePair<string, HoconValue>(key, value);
            }
        }
    }

    public override string ToString() => ToString(includeFallback: false);

    public string ToString(bool includeFallback)
    {
        if (!includeFallback)
            return _root.ToString();

        return Layers().Reverse().Where(layer => !layer.IsEmpty).Aggregate(new HoconValue(), HoconValue.Merge).ToString();
    }

    internal static List<string> SplitPath(string path)
    {
        var keys = new List<string>();
        for (var at = 0; at <= path.Length;)
        {
            var quoted = at < path.Length && path[at] == '"';
            var end = quoted ? path.IndexOf('"', at + 1) : path.IndexOf('.', at);
            end = end < 0 ? path.Length : end;
            keys.Add(quoted ? path[(at + 1)..end] : path[at..end]);
            at = quoted ? end + 2 : end + 1;
        }

        return keys;
    }

    private IEnumerable<HoconValue> Layers()
    {
        for (var config = this; config is not null; config = config.Fallback)
            yield return config._root;
    }

    private HoconValue? FindOwn(string path) => _root.Find(SplitPath(path));

    private HoconValue? Find(string path)
    {
        var keys = SplitPath(path);
        foreach (var layer in Layers())
        {
            if (layer.Find(keys) is { } value)
                return value;
        }

        return null;
    }
}
