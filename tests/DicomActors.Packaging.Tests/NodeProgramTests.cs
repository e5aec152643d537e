using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace DicomActors.Packaging.Tests;

/// <summary>The node as users get it: one trimmed file, and a .NET tool. Both are made of what is built here, one after the other.</summary>
public sealed partial class NodeProgramTests : IDisposable
{
    private const string OnOneRuntime = "The program is published on the embedded runtime (docs/decisions/0016).";
    private const long LongestBinary = 60_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    private static string Project { get; } = Path.Combine(Checkout.Root, "src", "DicomActors.Node");

    private static string Platform { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public void Dispose() => _folder.Dispose();

    [RuntimeFact("Embedded", OnOneRuntime, IsThorough = true)]
    public async Task Node_PublishedAsOneFile_IsSmallAndDoesItsWork()
    {
        await Checkout.DotNetAsync(
            "Embedded", "publish", Project, "-c", "Release", "-v", "quiet", "-nologo", "-o", _folder["published"],
            "-p:PublishProfile=SingleFile", $"-p:PublishFor={Platform}", "-p:BuildProjectReferences=false");
        var file = Assert.Single(Directory.EnumerateFiles(_folder["published"]));

        Assert.True(new FileInfo(file).Length < LongestBinary, $"{file} has {new FileInfo(file).Length} bytes; {LongestBinary} is the limit. What has come in, and can it be trimmed?");
        await WorksAsync(file);
    }

    [RuntimeFact("Embedded", OnOneRuntime, IsThorough = true)]
    public async Task Node_PackedAsATool_CanBeInstalledAndRun()
    {
        await Checkout.DotNetAsync("Embedded", "pack", Project, "-c", "Release", "--no-build", "-v", "quiet", "-nologo", "-o", _folder["packages"]);
        var package = Assert.Single(Directory.EnumerateFiles(_folder["packages"], "*.nupkg"));
        var version = PackageVersion().Match(Path.GetFileName(package)).Groups["version"].Value;
        await File.WriteAllTextAsync(_folder["nuget.config"], """
            <configuration><packageSources><clear /><add key="here" value="packages" /></packageSources></configuration>
            """);

        await Checkout.RunAsync(
            "dotnet", _folder.Path,
            ["tool", "install", "DicomActors.Node", "--version", version, "--tool-path", _folder["tools"], "--configfile", _folder["nuget.config"]],
            new() { ["NUGET_PACKAGES"] = _folder["cache"] });
        var said = await Checkout.RunAsync(_folder[Path.Combine("tools", OperatingSystem.IsWindows() ? "dicomactors.exe" : "dicomactors")], _folder.Path, ["--version"], Environment());

        Assert.StartsWith(version, said, StringComparison.Ordinal);
    }

    /// <summary>What trimming can break: HOCON, actors made from types, SQLite's library, Kestrel, JSON both ways.</summary>
    private async Task WorksAsync(string program)
    {
        await File.WriteAllTextAsync(_folder["node.conf"], $$"""
            dicom-actors {
              listener.host = "127.0.0.1"
              listeners.main.port = 0
              archive.folder = "{{_folder["images"].Replace('\\', '/')}}"
              node.dashboard.port = 0
            }
            """);
        using var node = Process.Start(new ProcessStartInfo(program, ["serve", "--config", _folder["node.conf"]])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
            Environment = { ["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = _folder["unpacked"] },
        })!;
        try
        {
            var (port, dashboard) = await AddressesAsync(node);

            Assert.Contains("0x0000 Success", await Checkout.RunAsync(program, _folder.Path, ["echo", "127.0.0.1", port, "--verbose"], Environment()), StringComparison.Ordinal);
            Assert.Contains("[]", await Checkout.RunAsync(program, _folder.Path, ["find", "127.0.0.1", port, "PatientName=*", "--json"], Environment()), StringComparison.Ordinal);
            Assert.Contains("listeners", await Checkout.RunAsync(program, _folder.Path, ["status", "--node", dashboard, "--json"], Environment()), StringComparison.Ordinal);
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync();
        }
    }

    private static async Task<(string Port, string Dashboard)> AddressesAsync(Process node)
    {
        using var late = new CancellationTokenSource(Patience);
        var (port, dashboard) = ("", "");
        while (port == "" || dashboard == "")
        {
            var line = await node.StandardOutput.ReadLineAsync(late.Token);
            Assert.True(line is not null, "The node has ended before it said where it listens.");
            port = ListeningOn().Match(line) is { Success: true } listening ? listening.Groups["port"].Value : port;
            dashboard = DashboardOn().Match(line) is { Success: true } shown ? shown.Groups["address"].Value : dashboard;
        }

        return (port, dashboard);
    }

    private Dictionary<string, string> Environment() => new() { ["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = _folder["unpacked"] };

    [GeneratedRegex(@"^DicomActors\.Node\.(?<version>.+)\.nupkg$", RegexOptions.CultureInvariant)]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"^listening on port (?<port>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ListeningOn();

    [GeneratedRegex(@"^dashboard on (?<address>\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex DashboardOn();
}
