namespace Akka.Configuration;

/// <summary>A tree of settings, and the one to look into where this one has nothing. Paths are dotted keys.</summary>
public class Config
{
    public static readonly Config Empty = new(new HoconRoot(new HoconValue((string?)null)));

    public Config(HoconRoot root)
        : this(root.Value, null) { }

    private Config(HoconValue root, Config? fallback)
    {
        Root = root;
        Fallback = fallback!;
    }

    public Config Fallback { get; }
    public HoconValue Root { get; }
    public virtual bool IsEmpty => Layers().All(layer => layer.IsEmpty);
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);
    public virtual Config WithFallback(Config fallback) =>
        ReferenceEquals(fallback, this) ? throw new ArgumentException("Config can not have itself as fallback", nameof(fallback))
        : fallback.IsNullOrEmpty() ? this
        : IsEmpty ? fallback
        : new Config(Root, Fallback is null || ReferenceEquals(Fallback, fallback) ? fallback : Fallback.WithFallback(fallback));
    public virtual bool HasPath(string path) => Find(path) is not null;

    /// <summary>The part under a path, its fallbacks included; null when there is none.</summary>
    public virtual Config GetConfig(string path)
    {
        var fallback = Fallback?.GetConfig(path);
        var own = Root.Find(SplitPath(path));
        return own is null ? fallback! : new Config(own, own.IsObject() ? fallback : null);
    }

    public virtual string GetString(string path, string? @default = null) => Find(path)?.GetString() ?? @default!;
    public virtual bool GetBoolean(string path, bool @default = false) => Find(path)?.GetBoolean() ?? @default;
    public virtual int GetInt(string path, int @default = 0) => Find(path)?.GetInt() ?? @default;
    public virtual long GetLong(string path, long @default = 0) => Find(path)?.GetLong() ?? @default;
    public virtual double GetDouble(string path, double @default = 0) => Find(path)?.GetDouble() ?? @default;
    /// <summary>A size such as <c>128 KiB</c> in bytes; null when there is none.</summary>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);
    public virtual long? GetByteSize(string path, long? def = null) => Find(path)?.GetByteSize() ?? def;

    /// <summary>A duration such as <c>10s</c>; a bare number counts milliseconds, <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Find(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();
    public virtual IList<string> GetStringList(string path) => Find(path)?.GetStringList() ?? [];

    /// <summary>The keys at the top, this config's and then what its fallbacks add.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() =>
        Layers().SelectMany(layer => layer.Fields).DistinctBy(field => field.Key);
    public override string ToString() => ToString(includeFallback: false);
    public string ToString(bool includeFallback) =>
        (includeFallback ? Layers().Reverse().Where(layer => !layer.IsEmpty).Aggregate(HoconValue.Merge) : Root).ToString();

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
            yield return config.Root;
    }

    private HoconValue? Find(string path)
    {
        var keys = SplitPath(path);
        return Layers().Select(layer => layer.Find(keys)).FirstOrDefault(value => value is not null);
    }
}
