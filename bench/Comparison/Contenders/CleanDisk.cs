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
        var found = FilesOf(folder).Count();
        if (found != files)
        {
            throw new BenchException($"{found} of {files} files have arrived.");
        }
    }

    /// <summary>
    /// Moves the files of a round away and empties them. They are not deleted: whoever makes the next files would pay for it, because an ext4
    /// without journal passes over recently deleted inodes one by one.
    /// </summary>
    /// <param name="folder">Theirs.</param>
    /// <param name="attic">Where they go; made.</param>
    public static void PutAway(string folder, string attic)
    {
        Directory.CreateDirectory(attic);
        foreach (var path in FilesOf(folder).ToList())
        {
            var kept = Path.Combine(attic, Path.GetFileName(path));
            File.Move(path, kept);
            using var file = File.OpenHandle(kept, FileMode.Open, FileAccess.Write);
            RandomAccess.SetLength(file, 0);
        }
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder).Where(path => !Path.GetFileName(path).StartsWith('.'));
}
