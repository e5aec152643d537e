using System.Text.RegularExpressions;

namespace DicomActors.Architecture.Tests;

/// <summary>Rules of CONTRIBUTING.md that the compiler and its analyzers do not check.</summary>
public sealed partial class SourceRuleTests
{
    private const int SmallFile = 100;

    [Fact]
    public void SourceFiles_HoldOneTopLevelTypeEach()
    {
        var findings =
            from path in RepositoryFiles.Sources("src", "samples")
            let types = RepositoryFiles.Lines(path).Select(line => TopLevelType().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups["name"].Value).Distinct().ToList()
            where types.Count > 1
            select $"{path}: {string.Join(", ", types)}";

        RepositoryFiles.FailOnAny(findings, "Give each type its own file, named after it (a generic and a non-generic type of the same name may share one).");
    }

    [Fact]
    public void SourceFiles_AreNamedAfterTheirType()
    {
        var findings =
            from path in RepositoryFiles.Sources("src", "samples")
            let file = Path.GetFileName(path).Split('.')[0]
            let type = RepositoryFiles.Lines(path).Select(line => TopLevelType().Match(line)).FirstOrDefault(match => match.Success)?.Groups["name"].Value
            where type is not null && type != file && $"{type}OfT" != file
            select $"{path} holds {type}";

        RepositoryFiles.FailOnAny(findings, "Rename the file after its type (Type.cs, Type.Part.cs for a part of a partial type, TypeOfT.cs for the generic one of two).");
    }

    [Fact]
    public void ProductSource_SwitchesOnTheRuntime_InAtMostOneSmallFilePerProject()
    {
        var files = RepositoryFiles.Sources("src", "samples")
            .Where(path => path.StartsWith("src/DicomActors", StringComparison.Ordinal) && RepositoryFiles.Lines(path).Any(IsConditional))
            .ToList();
        var crowded = files.GroupBy(path => path.Split('/')[1]).Where(project => project.Count() > 1).SelectMany(project => project);
        var large = files.Where(path => RepositoryFiles.Lines(path).Length > SmallFile);

        RepositoryFiles.FailOnAny(crowded.Union(large), $"#if is allowed in one file of at most {SmallFile} lines per project. Write code that is right on both runtimes, or gather the difference there.");
    }

    [Fact]
    public void Source_HasNothingUnfinished()
    {
        var findings =
            from path in RepositoryFiles.Sources("src", "samples")
            from line in RepositoryFiles.Lines(path).Select((text, index) => (text, number: index + 1))
            where Unfinished().IsMatch(line.text)
            select $"{path}:{line.number}: {line.text.Trim()}";

        RepositoryFiles.FailOnAny(findings, "Finish it, or open an issue and leave the code without the marker:");
    }

    [Fact]
    public void SourceAndTests_NeverBlockAThreadToWait()
    {
        var findings =
            from path in RepositoryFiles.Sources("src", "samples", "tests")
            where !path.EndsWith(nameof(SourceRuleTests) + ".cs", StringComparison.Ordinal)
            from line in RepositoryFiles.Lines(path).Select((text, index) => (text, number: index + 1))
            where line.text.Contains("Thread.Sleep(", StringComparison.Ordinal)
            select $"{path}:{line.number}: {line.text.Trim()}";

        RepositoryFiles.FailOnAny(findings, "Await the event, or use TimeProvider; tests advance a fake clock.");
    }

    private static bool IsConditional(string line) => line.TrimStart().StartsWith("#if", StringComparison.Ordinal);

    // Types of a file-scoped namespace start in the first column; nested ones are indented.
    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>\[\]?.,\s]+?)\s+(?<name>\w+)\s*(?:[<({:;]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b|NotImplementedException", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();
}
