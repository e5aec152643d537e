using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>The same start for everybody who measures the disk, and the same end.</summary>
internal static class CleanDisk
{
    /// <summary>Brings to disk what others have written, so that nobody pays for it.</summary>
    public static Task FlushAsync(CancellationToken cancellationToken) => PeerProcess.TimeAsync(new ProgramCall("sync", []), cancellationToken);

    /// <summary>Fails unless so many files are in a folder.</summary>
    /// <exception cref="BenchException">There are fewer, or more.</exception>
    public static void Require(string folder, long files)
    {
        var found = Directory.EnumerateFiles(folder, "*", SearchOption.TopDirectoryOnly).Count(path => !Path.GetFileName(path).StartsWith('.'));
        if (found != files)
        {
            throw new BenchException($"{found} of {files} files have arrived.");
        }
    }
}
