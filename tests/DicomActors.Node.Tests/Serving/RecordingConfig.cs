using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace DicomActors.Node.Tests.Serving;

/// <summary>A configuration that remembers which of its settings were looked at.</summary>
internal sealed class RecordingConfig : Config
{
    private readonly Config _inner;
    private readonly string _prefix;
    private readonly ISet<string> _looked;

    public RecordingConfig(Config inner, string prefix, ISet<string> looked)
        : base(new HoconRoot(inner.Root))
    {
        _inner = inner;
        _prefix = prefix;
        _looked = looked;
    }

    public override bool IsEmpty => _inner.IsEmpty;

    /// <summary>The settings' reader asks whether a setting is there before it reads it.</summary>
    public override bool HasPath(string path)
    {
        _looked.Add(_prefix + path);
        return _inner.HasPath(path);
    }

    public override Config GetConfig(string path) =>
        new RecordingConfig(_inner.GetConfig(path), $"{_prefix}{path.Replace("\"", "", StringComparison.Ordinal)}.", _looked);

    public override Config WithFallback(Config fallback) =>
        new RecordingConfig(_inner.WithFallback(fallback is RecordingConfig recording ? recording._inner : fallback), _prefix, _looked);

    public override string GetString(string path, string? @default = null) => _inner.GetString(path, @default);

    public override int GetInt(string path, int @default = 0) => _inner.GetInt(path, @default);

    public override double GetDouble(string path, double @default = 0) => _inner.GetDouble(path, @default);

    public override bool GetBoolean(string path, bool @default = false) => _inner.GetBoolean(path, @default);

    public override long? GetByteSize(string path) => _inner.GetByteSize(path);

    public override TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        _inner.GetTimeSpan(path, @default, allowInfinite);

    public override IList<string> GetStringList(string path) => _inner.GetStringList(path);

    public override IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => _inner.AsEnumerable();
}
