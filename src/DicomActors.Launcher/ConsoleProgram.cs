using System.Diagnostics;

namespace DicomActors.Launcher;

/// <summary>An executable of ours on this console. Bash does without for the node: it becomes the node by <c>exec</c>.</summary>
internal static class ConsoleProgram
{
    /// <summary>Runs it and returns its exit code.</summary>
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
