using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>What the cases of one run share.</summary>
/// <param name="Folder">For files, on the disk that is measured; removed at the end of the run.</param>
/// <param name="FoDicom">The built bench/Comparison.FoDicom, dll or not there.</param>
internal sealed record BenchSetting(string Folder, string FoDicom)
{
    /// <summary>Files of a size that all cases send.</summary>
    public const int Files = 16;

    /// <summary>Where the files of 512 KiB are.</summary>
    public string LargeFiles => Path.Combine(Folder, "512k");

    /// <summary>Where the files of 8 KiB are.</summary>
    public string SmallFiles => Path.Combine(Folder, "8k");

    /// <summary>Writes the files.</summary>
    public async Task WriteFilesAsync()
    {
        await InstanceFiles.WriteAsync(LargeFiles, Files, 512);
        await InstanceFiles.WriteAsync(SmallFiles, Files, 64);
    }
}
