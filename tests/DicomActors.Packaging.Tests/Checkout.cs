using System.Diagnostics;
using System.Xml.Linq;

namespace DicomActors.Packaging.Tests;

/// <summary>The working copy these tests were compiled from, and the programs run in it.</summary>
internal static class Checkout
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static string Root { get; } = FindRoot();

    /// <summary>The libraries that are packed, by name.</summary>
    public static IReadOnlyList<string> Libraries { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => XElement.Load(project).Descendants("IsPackable").Any(entry => entry.Value == "true" && entry.Parent!.Attribute("Condition") is null))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs <c>dotnet</c> for a runtime; fails with all it wrote unless it ends with 0.</summary>
    public static Task<string> DotNetAsync(string runtime, params IEnumerable<string> arguments) => RunAsync("dotnet", Root, arguments, new()
    {
        ["ActorRuntime"] = runtime,
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["MSBUILDDISABLENODEREUSE"] = "1",
    });

    /// <summary>Runs a program; fails with all it wrote unless it ends with 0.</summary>
    public static async Task<string> RunAsync(string program, string folder, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            var errors = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            var text = await output + await errors;
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{text}");
            return text;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DicomActors.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"DicomActors.sln was not found upwards of {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
