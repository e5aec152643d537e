namespace DicomActors.Architecture.Tests;

/// <summary>Rooms stay small.</summary>
public sealed class FileSizeTests
{
    private const int NeedsReason = 400;
    private const int Limit = 600;
    private const int EmbeddedLimit = 5000;

    /// <summary>Files over 400 lines, each with the reason why splitting it would make it worse.</summary>
    private static readonly Dictionary<string, string> Reasons = [];

    [Fact]
    public void EveryFile_IsAtMost600LinesLong()
    {
        var findings = LongerThan(Limit).Select(file => $"{file.Path}: {file.Lines} lines");

        RepositoryFiles.FailOnAny(findings, $"Split by subject; {Limit} lines is the limit, without exception.");
    }

    [Fact]
    public void FilesOver400Lines_AreListedWithTheirReason()
    {
        var findings = LongerThan(NeedsReason).Where(file => !Reasons.ContainsKey(file.Path)).Select(file => $"{file.Path}: {file.Lines} lines");

        RepositoryFiles.FailOnAny(findings, "Split, or write into FileSizeTests.Reasons why that would make it worse:");
    }

    [Fact]
    public void ListedReasons_AreStillNeeded()
    {
        var longFiles = LongerThan(NeedsReason).Select(file => file.Path).ToHashSet();

        RepositoryFiles.FailOnAny(Reasons.Keys.Where(path => !longFiles.Contains(path)), "Short again, take out of FileSizeTests.Reasons:");
    }

    [Fact]
    public void EmbeddedRuntime_CountedInLines_StaysUnderFiveThousand()
    {
        var files = Sizes("src/Embedded").ToList();
        var total = files.Sum(file => file.Lines);

        Assert.NotEmpty(files);
        Assert.True(
            total < EmbeddedLimit,
            $"src/Embedded has {total} lines; all of them count, and {EmbeddedLimit} is the limit. Take out what nothing uses (docs/runtimes.md, \"How to add to it\").");
        RepositoryFiles.FailOnAny(
            files.Where(file => file.Lines > Limit).Select(file => $"{file.Path}: {file.Lines} lines"), $"Split by subject; {Limit} lines is the limit.");
    }

    private static IEnumerable<(string Path, int Lines)> LongerThan(int lines) => Sizes("src", "samples", "tests", "bench").Where(file => file.Lines > lines);

    private static IEnumerable<(string Path, int Lines)> Sizes(params string[] folders) =>
        RepositoryFiles.Sources(folders).Select(path => (path, RepositoryFiles.Lines(path).Length));
}
