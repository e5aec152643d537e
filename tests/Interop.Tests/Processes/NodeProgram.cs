using System.Globalization;

namespace DicomActors.Processes;

/// <summary>The node executable as built next to these tests.</summary>
internal static class NodeProgram
{
    /// <summary>
    /// Taken from the node's own output folder (artifacts/RUNTIME/bin/PROJECT/CONFIGURATION), where it is as a user gets it.
    /// </summary>
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "DicomActors.Node", new DirectoryInfo(AppContext.BaseDirectory).Name,
        OperatingSystem.IsWindows() ? "dicomactors-node.exe" : "dicomactors-node");

    /// <summary>Runs a verb to its end.</summary>
    public static Task<ProgramResult> RunAsync(params IEnumerable<string> arguments) => RunningProgram.RunAsync(Path, arguments);

    /// <summary>Starts <c>listen</c> on a free port and waits until it is bound.</summary>
    public static Task<(RunningProgram Listener, int Port)> ListenAsync(string folder, params IEnumerable<string> options) =>
        ServeAsync(["listen", "0", "--out", folder, .. options]);

    /// <summary>Starts <c>archive</c> on a free port and waits until it is bound.</summary>
    public static Task<(RunningProgram Listener, int Port)> ArchiveAsync(string folder, params IEnumerable<string> options) =>
        ServeAsync(["archive", "0", "--folder", folder, .. options]);

    private static async Task<(RunningProgram Listener, int Port)> ServeAsync(string[] arguments)
    {
        var listener = RunningProgram.Start(Path, arguments);
        var line = await listener.SaidAsync("listening on port ");
        var port = line.Split("listening on port ")[1].TakeWhile(char.IsAsciiDigit).ToArray();
        return (listener, int.Parse(port, CultureInfo.InvariantCulture));
    }
}
