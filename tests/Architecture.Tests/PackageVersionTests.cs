using System.Xml.Linq;

namespace DicomActors.Architecture.Tests;

/// <summary>Central package management: one version per package, and a reason for each.</summary>
public sealed class PackageVersionTests
{
    [Fact]
    public void EveryPin_SaysWhy()
    {
        var versions = RepositoryFiles.Xml("Directory.Packages.props");
        var explained = versions.Elements("PropertyGroup").Elements().Where(HasCommentAbove).Select(property => $"$({property.Name})").ToHashSet();
        var findings =
            from pin in versions.Elements("ItemGroup").Elements("PackageVersion")
            where !explained.Contains((string?)pin.Attribute("Version") ?? "") && !IsExplained(pin)
            select (string?)pin.Attribute("Include");

        RepositoryFiles.FailOnAny(findings, "Write a comment above the pin in Directory.Packages.props: why this version, and when it may move.");
    }

    [Fact]
    public void Projects_NameNoVersionsOfTheirOwn()
    {
        var findings =
            from project in RepositoryFiles.Projects("src", "samples", "tests", "bench")
            from reference in RepositoryFiles.Xml(project).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{project}: {(string?)reference.Attribute("Include")}";

        RepositoryFiles.FailOnAny(findings, "Versions live in Directory.Packages.props only.");
    }

    /// <summary>A comment right above, or above a neighbour of the same family (Serilog and Serilog.Sinks.Console).</summary>
    private static bool IsExplained(XElement pin)
    {
        if (HasCommentAbove(pin))
        {
            return true;
        }

        var above = pin.ElementsBeforeSelf().LastOrDefault();
        return above is not null && Family(above) == Family(pin) && IsExplained(above);
    }

    private static string Family(XElement pin) => ((string?)pin.Attribute("Include") ?? "").Split('.')[0];

    private static bool HasCommentAbove(XElement element)
    {
        var above = element.PreviousNode;
        while (above is XText)
        {
            above = above.PreviousNode;
        }

        return above is XComment;
    }
}
