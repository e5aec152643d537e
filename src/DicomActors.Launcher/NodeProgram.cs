using System.Diagnostics;

namespace DicomActors.Launcher;

/// <summary>The node executable: brought up to date and started.</summary>
internal static class NodeProgram
{
    private static string FileName => OperatingSystem.IsWindows() ? "dicomactors-node.exe" : "dicomactors-node";

    /// <summary>Builds what is missing and returns the executable's path.</summary>
    public static async Task<string> PrepareAsync(Repository repository)
    {
        var runtime = (await RuntimeChoice.MakeAsync(repository)).Runtime;
        await Builder.EnsureNodeAsync(repository, runtime);
        return Path.Combine(repository.OutputOf(runtime, "DicomActors.Node"), FileName);
    }

    /// <summary>
    /// Runs an executable of ours on this console and returns its exit code. Bash does without for the node: it becomes the node by <c>exec</c>.
    /// </summary>
    public static async Task<int> RunAsync(string executable, IEnumerable<string> arguments)
    {
        // Ctrl-C reaches the program too, and its exit code is the one that counts.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using var program = Process.Start(new ProcessStartInfo(executable, arguments))
            ?? throw new LauncherException(ExitCode.Usage, $"{executable} could not be started.");
        await program.WaitForExitAsync();
        return program.ExitCode;
    }
}
