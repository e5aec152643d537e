using System.Security.Cryptography;
using System.Text;

namespace DicomActors.Launcher;

/// <summary>
/// Tells whether something that was built is still as new as its sources: a fingerprint over path, size and time of every
/// source file, kept next to the output. Unlike a comparison of times it notices deleted, renamed and restored files.
/// </summary>
internal sealed class SourceStamp(string file, string root, IReadOnlyList<string> sources)
{
    private static readonly string[] BuildFiles =
        ["global.json", ".editorconfig", "nuget.config", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    private static readonly string[] GeneratedFolders = ["bin", "obj", "artifacts"];

    /// <summary>The launcher itself.</summary>
    public static SourceStamp OfLauncher(Repository repository) =>
        new(Path.Combine(repository.Artifacts, "launcher", "stamp"), repository.Root, ["src/DicomActors.Launcher", .. BuildFiles]);

    /// <summary>The node executable of one runtime.</summary>
    public static SourceStamp OfNode(Repository repository, ActorRuntime runtime) =>
        new(Path.Combine(repository.ArtifactsOf(runtime), "node.stamp"), repository.Root, ["src", "hocon", .. BuildFiles]);

    /// <summary>The comparison with other stacks, of one runtime.</summary>
    public static SourceStamp OfBench(Repository repository, ActorRuntime runtime) =>
        new(Path.Combine(repository.ArtifactsOf(runtime), "bench.stamp"), repository.Root, ["src", "bench/Comparison", .. BuildFiles]);

    /// <summary>fo-dicom's part of the comparison.</summary>
    public static SourceStamp OfFoDicomBench(Repository repository, ActorRuntime runtime) =>
        new(Path.Combine(repository.ArtifactsOf(runtime), "bench-fodicom.stamp"), repository.Root, ["bench/Comparison", "bench/Comparison.FoDicom", .. BuildFiles]);

    /// <summary>The whole solution of one runtime.</summary>
    public static SourceStamp OfSolution(Repository repository, ActorRuntime runtime) =>
        new(Path.Combine(repository.ArtifactsOf(runtime), "solution.stamp"), repository.Root, ["src", "samples", "tests", "bench", "hocon", "DicomActors.sln", .. BuildFiles]);

    /// <summary>The sources as they are now. Take it before a build, so that a change during the build counts as new.</summary>
    public string Fingerprint()
    {
        var lines = new List<string>();
        foreach (var source in sources)
        {
            var path = Path.Combine(root, source);
            if (Directory.Exists(path))
            {
                AddFolder(new DirectoryInfo(path), lines);
            }
            else if (File.Exists(path))
            {
                AddFile(new FileInfo(path), lines);
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>Whether the last <see cref="Write"/> was for these very sources.</summary>
    public bool IsFresh(string fingerprint) => File.Exists(file) && File.ReadAllText(file) == fingerprint;

    /// <summary>Remembers what was built.</summary>
    public void Write(string fingerprint)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, fingerprint);
    }

    /// <summary>Forgets what was built: the next call builds.</summary>
    public void Clear()
    {
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// For the launcher, which is built by a script that cannot write the stamp but removes it before it builds:
    /// no stamp means built a moment ago.
    /// </summary>
    public bool ConfirmOrWrite()
    {
        var fingerprint = Fingerprint();
        if (!File.Exists(file))
        {
            Write(fingerprint);
        }

        return IsFresh(fingerprint);
    }

    private void AddFolder(DirectoryInfo folder, List<string> lines)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is FileInfo found)
            {
                AddFile(found, lines);
            }
            else if (entry is DirectoryInfo child && !GeneratedFolders.Contains(child.Name, StringComparer.OrdinalIgnoreCase))
            {
                AddFolder(child, lines);
            }
        }
    }

    private void AddFile(FileInfo found, List<string> lines) =>
        lines.Add($"{Path.GetRelativePath(root, found.FullName)}|{found.Length}|{found.LastWriteTimeUtc.Ticks}");
}
