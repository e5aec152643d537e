using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>What the cases of one run share.</summary>
/// <param name="Folder">For files, on the disk that is measured; removed at the end of the run.</param>
/// <param name="FoDicom">The built bench/Comparison.FoDicom; may not be there.</param>
/// <param name="IsQuick">Whether fixed workloads are to be short.</param>
internal sealed record BenchSetting(string Folder, string FoDicom, bool IsQuick)
{
    /// <summary>Files of a size that the cases send over and over.</summary>
    public const int Files = 16;

    /// <summary>Bytes of pixel data in a large instance.</summary>
    public const int LargeLength = 512 << 10;

    private const int LargeSize = 512;
    private const int SmallSize = 64;

    /// <summary>Where the files of 512 KiB are.</summary>
    public string LargeFiles => Path.Combine(Folder, "512k");

    /// <summary>Where the files of 8 KiB are.</summary>
    public string SmallFiles => Path.Combine(Folder, "8k");

    /// <summary>Bytes of a data set of 512 KiB of pixel data, its other elements included.</summary>
    public static int LargeDatasetLength => InstanceFiles.DatasetLength(LargeSize);

    /// <summary>Writes the files.</summary>
    public async Task WriteFilesAsync()
    {
        await InstanceFiles.WriteAsync(LargeFiles, Files, LargeSize);
        await InstanceFiles.WriteAsync(SmallFiles, Files, SmallSize);
    }

    /// <summary>Writes so many files of 512 KiB, all different.</summary>
    /// <param name="name">Of their folder.</param>
    /// <param name="count">How many.</param>
    /// <returns>The folder.</returns>
    public async Task<string> WriteManyAsync(string name, int count)
    {
        var folder = Path.Combine(Folder, name);
        await InstanceFiles.WriteAsync(folder, count, LargeSize);
        return folder;
    }
}
