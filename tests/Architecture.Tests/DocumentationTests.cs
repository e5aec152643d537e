using System.Text.RegularExpressions;

namespace DicomActors.Architecture.Tests;

/// <summary>What the pages say can be followed: their links lead somewhere, their code compiles, the paths they name are there.</summary>
public sealed partial class DocumentationTests
{
    private const string Fence = "```";
    private static readonly string[] PagesOfPaths = ["docs/recipes.md", "docs/protocol.md", "CONTRIBUTING.md", "ARCHITECTURE.md"];

    [Fact]
    public void RelativeLinks_OfEveryPage_LeadToAFile()
    {
        var findings =
            from page in Pages()
            from link in Link().Matches(WithoutCode(page)).Select(match => match.Groups["target"].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
            where !Leads(page, link)
            select $"{page}: {link}";

        RepositoryFiles.FailOnAny(findings, "These links lead nowhere; mend the link, or write the page (or the heading) it promises:");
    }

    [Fact]
    public void SnippetsInCSharp_OfEveryPage_StandInCompiledSources()
    {
        var sources = RepositoryFiles.Sources("samples", "tests", "src").Select(path => Normalize(RepositoryFiles.Lines(path))).ToList();
        var findings =
            from page in Pages()
            from snippet in Snippets(page)
            where !sources.Exists(source => source.Contains(snippet.Code, StringComparison.Ordinal))
            select $"{page}:{snippet.Line}";

        RepositoryFiles.FailOnAny(
            findings,
            "These snippets are compiled nowhere. Write the code into samples/ or a Documentation folder of the tests, line by line as the page shows it "
            + "(indentation and lines with <inheritdoc do not count):");
    }

    [Fact]
    public void PathsInCodeMarks_OfTheRecipes_AreThere()
    {
        var findings =
            from page in PagesOfPaths
            from path in RepositoryPath().Matches(string.Join('\n', RepositoryFiles.Lines(page))).Select(match => match.Groups["path"].Value)
            let full = Path.Combine(RepositoryFiles.Root, path)
            where !path.Contains('*', StringComparison.Ordinal) && !File.Exists(full) && !Directory.Exists(full) && !File.Exists(full + ".cs")
            select $"{page}: {path}";

        RepositoryFiles.FailOnAny(findings, "These paths are not there (any more):");
    }

    [Fact]
    public void IndexOfTheDocs_NamesEveryPage()
    {
        var index = string.Join('\n', RepositoryFiles.Lines("docs/README.md"));
        var findings = RepositoryFiles.Markdown("docs")
            .Where(page => page.Count(letter => letter == '/') == 1 && page != "docs/README.md")
            .Where(page => !index.Contains($"({Path.GetFileName(page)})", StringComparison.Ordinal));

        RepositoryFiles.FailOnAny(findings, "docs/README.md is the index; write a line about:");
    }

    private static IEnumerable<string> Pages() =>
        RepositoryFiles.Markdown("docs", "packaging", "samples", "tests", "src", "bench", "docker", "hocon").Concat(RepositoryFiles.MarkdownOfRoot());

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0
            ? page
            : Path.GetRelativePath(RepositoryFiles.Root, Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(page)!, parts[0])).Replace('\\', '/');
        var full = Path.Combine(RepositoryFiles.Root, target);
        if (parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal))
        {
            return File.Exists(full) || Directory.Exists(full);
        }

        return File.Exists(full) && RepositoryFiles.Lines(target).Where(line => line.StartsWith('#')).Any(line => Anchor(line) == parts[1]);
    }

    /// <summary>The anchor GitHub gives a heading.</summary>
    private static string Anchor(string heading) =>
        NotInAnchors().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string page)
    {
        var isCode = false;
        return InlineCode().Replace(
            string.Join('\n', RepositoryFiles.Lines(page).Where(line =>
            {
                var isFence = line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);
                isCode ^= isFence;
                return !isFence && !isCode;
            })),
            "");
    }

    private static IEnumerable<(int Line, string Code)> Snippets(string page)
    {
        var lines = RepositoryFiles.Lines(page);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() == Fence + "csharp")
            {
                var code = lines.Skip(i + 1).TakeWhile(line => line.Trim() != Fence).ToArray();
                yield return (i + 1, Normalize(code).Trim('\n'));
                i += code.Length + 1;
            }
        }
    }

    private static string Normalize(IEnumerable<string> lines) => "\n" + string.Join('\n', lines
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("/// <inheritdoc", StringComparison.Ordinal))) + "\n";

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.CultureInvariant)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"`(?<path>(?:src|tests|samples|docs|hocon|docker|packaging|bench)/[\w./\-*]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryPath();
}
