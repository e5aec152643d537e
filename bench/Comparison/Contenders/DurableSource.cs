using Comparison.Cases;

namespace Comparison.Contenders;

/// <summary>The files that are copied, and the places they are copied to: a new one in every round, and nothing dirty before it.</summary>
/// <param name="setting">Of the run.</param>
/// <param name="count">Files of every round.</param>
internal sealed class DurableSource(BenchSetting setting, int count)
{
    private int _rounds;

    public int Count => count;

    /// <summary>Writes the files, unless they are there.</summary>
    /// <returns>Their folder.</returns>
    public Task<string> EnsureAsync() => setting.WriteManyAsync("durable", count);

    /// <summary>Where the files of one round go: a folder that is not there yet.</summary>
    public string NextTarget() => Path.Combine(setting.Folder, $"durable-{_rounds++}");
}
