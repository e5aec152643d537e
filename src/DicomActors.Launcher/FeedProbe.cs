using System.Text.RegularExpressions;

namespace DicomActors.Launcher;

/// <summary>Whether the package feed of this machine carries what the Akka runtime needs.</summary>
internal sealed partial record FeedProbe(bool Carries, string Reason)
{
    /// <summary>
    /// Restores a project that references the packages of the Akka runtime at the versions of Directory.Packages.props.
    /// </summary>
    /// <exception cref="LauncherException">The restore failed for another reason than missing packages.</exception>
    public static async Task<FeedProbe> RunAsync(Repository repository)
    {
        var folder = Path.Combine(repository.Artifacts, "probe");
        Directory.CreateDirectory(folder);
        var project = Path.Combine(folder, "probe.csproj");
        await File.WriteAllTextAsync(project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Akka" />
                <PackageReference Include="Akka.Hosting" />
                <PackageReference Include="Akka.TestKit.Xunit2" />
                <PackageReference Include="fo-dicom" />
              </ItemGroup>
            </Project>

            """);

        var restore = await new DotNet(repository).RunAsync(
            ActorRuntime.Akka, "restore", project, "--force", "--no-http-cache", "-v", "quiet", "-nologo", $"-p:ArtifactsPath={folder}");
        if (restore.ExitCode == 0)
        {
            return new FeedProbe(true, "the package feed carries them");
        }

        // Only "no such package" and "no such version" say something about the feed; all else is a fault of network or machine.
        var errors = ErrorLine().Matches(restore.Output).DistinctBy(error => error.Value).ToList();
        if (errors.Count == 0 || errors.Any(error => error.Groups["code"].Value is not ("NU1101" or "NU1102")))
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
