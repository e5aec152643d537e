using System.Text.RegularExpressions;

namespace DicomActors.Launcher;

/// <summary>Whether the package feed of this machine carries what the Akka runtime needs.</summary>
internal sealed partial record FeedProbe(bool Carries, string Reason)
{
    /// <summary>What the projects reference when they are built on Akka.</summary>
    public static IReadOnlyList<string> AkkaPackages { get; } = ["Akka", "Akka.Hosting", "Akka.TestKit.Xunit2"];

    /// <summary>What makes a feed one for the Akka runtime by default: its bridges to fo-dicom need that, too.</summary>
    public static IReadOnlyList<string> AllPackages { get; } = [.. AkkaPackages, "fo-dicom"];

    /// <summary>Restores a project that references packages at the versions of Directory.Packages.props.</summary>
    /// <exception cref="LauncherException">The restore failed for another reason than missing packages.</exception>
    public static async Task<FeedProbe> RunAsync(Repository repository, IReadOnlyList<string> packages)
    {
        var folder = Path.Combine(repository.Artifacts, "probe");
        Directory.CreateDirectory(folder);
        var project = Path.Combine(folder, "probe.csproj");
        await File.WriteAllTextAsync(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ActorRuntimePackage Include="{string.Join(';', packages)}" />
              </ItemGroup>
            </Project>

            """);

        var restore = await new DotNet(repository).RunAsync(
            ActorRuntime.Akka, "restore", project, "--force", "--no-http-cache", "-v", "quiet", "-nologo", $"-p:ArtifactsPath={folder}");
        if (restore.ExitCode == 0)
        {
            return new FeedProbe(true, "the package feed carries them");
        }

        // "No such package" and "no such version" say what the feed lacks. Whatever else is wrong besides follows from that, or will
        // be said again when the packages are there; with nothing missing, it is a fault of network or machine.
        var all = ErrorLine().Matches(restore.Output).DistinctBy(error => error.Value).ToList();
        var errors = all.FindAll(error => error.Groups["code"].Value is "NU1101" or "NU1102");
        if (errors.Count == 0 || all.Exists(error => error.Groups["code"].Value is "NU1301"))
        {
            Say.Whole(restore.Output);
            throw new LauncherException(
                ExitCode.Usage, "the package feed could not be asked, see above. Mend that, or choose yourself: ./dicomactors setup akka | setup embedded");
        }

        var missing = errors.Select(error => error.Groups["package"].Value).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);
        var codes = errors.Select(error => error.Groups["code"].Value).Distinct().Order(StringComparer.Ordinal);
        return new FeedProbe(false, $"the package feed does not carry {string.Join(", ", missing)} ({string.Join(", ", codes)})");
    }

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+): (?:Unable to find package (?<package>[\w.\-]+?)(?:\.(?=\s)| with version| ))?", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
