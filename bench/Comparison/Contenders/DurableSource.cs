using Comparison.Cases;

namespace Comparison.Contenders;

/// <summary>The files that are copied, and folders for the copies.</summary>
/// <param name="setting">Of the run.</param>
/// <param name="count">Files of every round.</param>
internal sealed class DurableSource(BenchSetting setting, int count)
{
    private int _folders;

    public int Count => count;

    /// <summary>Writes the files, unless they are there.</summary>
    /// <returns>Their folder.</returns>
    public Task<string> EnsureAsync() => setting.WriteManyAsync("durable", count);

    /// <summary>A folder that is not there yet.</summary>
    public string NextFolder() => Path.Combine(setting.Folder, $"durable-{_folders++}");
}
