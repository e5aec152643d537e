using System.Reflection;

namespace DicomActors.Architecture.Tests;

/// <summary>References go in the allowed directions only (ARCHITECTURE.md, "Layers").</summary>
public sealed class LayerTests
{
    /// <summary>
    /// What each project in src may reference. A new project gets a line here and in ARCHITECTURE.md, in the same commit.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["DicomActors.Protocol"] = [],
        ["DicomActors"] = ["DicomActors.Protocol"],
        ["DicomActors.Hosting"] = ["DicomActors"],
        ["DicomActors.Dashboard"] = ["DicomActors.Hosting"],
        ["DicomActors.Outbox"] = ["DicomActors"],
        ["DicomActors.Archive"] = ["DicomActors"],
        ["DicomActors.Node"] = ["DicomActors.Dashboard", "DicomActors.Hosting", "DicomActors.Outbox", "DicomActors.Archive"],
        ["DicomActors.TestKit"] = ["DicomActors.Protocol"],
        ["DicomActors.Launcher"] = [],
        ["Akka"] = [],
        ["Akka.Hosting"] = ["Akka"],
        ["Akka.TestKit.Xunit2"] = ["Akka"],
    };

    /// <summary>The packages a layer may see; a layer that is not named here is free in its choice.</summary>
    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["DicomActors.Protocol"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["DicomActors"] = ["Akka"],
        ["DicomActors.TestKit"] = [],
        ["DicomActors.Launcher"] = [],
        ["Akka"] = [],
    };

    /// <summary>Projects that not every package feed can restore; they are built by themselves.</summary>
    private static readonly string[] OutsideTheSolution = ["bench/Comparison.FoDicom/Comparison.FoDicom.csproj"];

    [Fact]
    public void ProjectsInSrc_ReferenceEachOther_OnlyInTheAllowedDirections()
    {
        var findings =
            from project in RepositoryFiles.Projects("src")
            let name = Path.GetFileNameWithoutExtension(project)
            from reference in Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            where !Allowed.TryGetValue(name, out var allowed) || !allowed.Contains(reference)
            select $"{project} references {reference}";

        RepositoryFiles.FailOnAny(findings, "Take the reference out, or move the code to the layer that may have it. Allowed directions: LayerTests.Allowed.");
    }

    [Fact]
    public void ProjectsInSrc_AllHaveTheirPlaceInTheLayers()
    {
        var findings = RepositoryFiles.Projects("src").Where(project => !Allowed.ContainsKey(Path.GetFileNameWithoutExtension(project)));

        RepositoryFiles.FailOnAny(findings, "Say in LayerTests.Allowed (and in ARCHITECTURE.md) what these projects may reference:");
    }

    [Fact]
    public void LowerLayers_UsePackages_OnlyFromTheirShortList()
    {
        var findings =
            from project in RepositoryFiles.Projects("src")
            where AllowedPackages.ContainsKey(Path.GetFileNameWithoutExtension(project))
            from package in Includes(project, "PackageReference").Concat(Includes(project, "ActorRuntimePackage"))
            where !AllowedPackages[Path.GetFileNameWithoutExtension(project)].Contains(package)
            select $"{project} uses {package}";

        RepositoryFiles.FailOnAny(findings, "These layers stay free of packages so that they can be used anywhere. Move what needs the package one layer up.");
    }

    [Fact]
    public void ProtocolAssembly_AsCompiled_SeesOnlyTheFrameworkAndLoggingAbstractions()
    {
        var findings = Assembly.Load("DicomActors.Protocol").GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "Microsoft.Extensions.Logging.Abstractions");

        RepositoryFiles.FailOnAny(findings, "DicomActors.Protocol knows no actor, no container and no other toolkit. Remove the use of:");
    }

    [Fact]
    public void Solution_ListsEveryProject()
    {
        var solution = string.Join('\n', RepositoryFiles.Lines("DicomActors.sln")).Replace('\\', '/');
        var findings = RepositoryFiles.Projects("src", "samples", "tests", "bench")
            .Except(OutsideTheSolution)
            .Where(project => !solution.Contains(project, StringComparison.Ordinal));

        RepositoryFiles.FailOnAny(findings, "Add with `dotnet sln add`, else neither build nor tests see it:");
    }

    private static IEnumerable<string> Includes(string project, string item) =>
        RepositoryFiles.Xml(project).Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
