using System.Runtime.InteropServices;

namespace DicomActors.Launcher;

/// <summary>What <c>publish</c> was asked to make.</summary>
/// <param name="Platform">The platform the binary is for, by its name in .NET (a "runtime identifier").</param>
/// <param name="Folder">Where the binary goes; null = below the artifacts folder.</param>
internal sealed record PublishArguments(string Platform, string? Folder)
{
    /// <summary>How to call the verb.</summary>
    public const string Usage = """
        ./dicomactors publish [--out FOLDER] [--rid PLATFORM]

          --out FOLDER     where the binary goes (artifacts/publish/PLATFORM)
          --rid PLATFORM   whom it is for: linux-x64, linux-arm64, linux-musl-x64, linux-musl-arm64,
                           osx-x64, osx-arm64, win-x64, win-arm64 (this machine)

        Makes the node as one file with all its verbs, on the embedded runtime. It needs no .NET on the machine it runs on.
        On its first start it unpacks SQLite's library below ~/.net, or where DOTNET_BUNDLE_EXTRACT_BASE_DIR says.
        """;

    private static readonly string[] Platforms =
        ["linux-x64", "linux-arm64", "linux-musl-x64", "linux-musl-arm64", "osx-x64", "osx-arm64", "win-x64", "win-arm64"];

    /// <summary>Reads the arguments behind <c>publish</c>.</summary>
    /// <exception cref="LauncherException">One of them is not known, or lacks its value.</exception>
    public static PublishArguments Parse(IReadOnlyList<string> arguments)
    {
        var platform = ThisMachine();
        string? folder = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--out" when i + 1 < arguments.Count:
                    folder = arguments[++i];
                    break;
                case "--rid" when i + 1 < arguments.Count:
                    platform = arguments[++i];
                    break;
                case "--out" or "--rid":
                    throw new LauncherException(ExitCode.Usage, $"publish: {arguments[i]} needs a value. See: ./dicomactors publish --help");
                case var other:
                    throw new LauncherException(ExitCode.Usage, $"publish: '{other}' is not known. See: ./dicomactors publish --help");
            }
        }

        return Platforms.Contains(platform, StringComparer.Ordinal)
            ? new PublishArguments(platform, folder)
            : throw new LauncherException(ExitCode.Usage, $"publish: there is no platform '{platform}'. With --rid: {string.Join(", ", Platforms)}.");
    }

    /// <summary>The portable name: what the runtime says of itself may name a distribution, for which no runtime pack exists.</summary>
    private static string ThisMachine()
    {
        var system = OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl"
            : "linux";
        return $"{system}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
    }
}
