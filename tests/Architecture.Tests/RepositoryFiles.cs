using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace DicomActors.Architecture.Tests;

/// <summary>The working copy these tests were compiled from.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] GeneratedFolders = ["bin", "obj"];

    public static string Root { get; } = FindRoot();

    /// <summary>C# files below a folder of the repository, as paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => Below("*.cs", folders);

    /// <summary>Project files below a folder of the repository.</summary>
    public static IEnumerable<string> Projects(params string[] folders) => Below("*.csproj", folders);

    /// <summary>Pages below a folder of the repository.</summary>
    public static IEnumerable<string> Markdown(params string[] folders) => Below("*.md", folders);

    /// <summary>Pages in the repository's own folder.</summary>
    public static IEnumerable<string> MarkdownOfRoot() => Directory.EnumerateFiles(Root, "*.md").Select(path => Path.GetFileName(path)!);

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static XElement Xml(string path) => XElement.Load(Path.Combine(Root, path));

    /// <summary>Fails with every finding on a line of its own and the way to mend them.</summary>
    public static void FailOnAny(IEnumerable<string?> findings, string remedy)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, $"{remedy}\n{string.Join('\n', all)}");
    }

    private static IEnumerable<string> Below(string pattern, string[] folders) =>
        from folder in folders
        let full = Path.Combine(Root, folder)
        where Directory.Exists(full)
        from file in Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Split('/').Intersect(GeneratedFolders).Any()
        orderby path
        select path;

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        // Upwards from the assembly; builds with mapped source paths make the caller's path useless.
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(thisFile)! })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "DicomActors.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException($"DicomActors.sln was not found upwards of {AppContext.BaseDirectory}.");
    }
}
