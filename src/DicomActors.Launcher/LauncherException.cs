namespace DicomActors.Launcher;

/// <summary>The launcher cannot go on. The message is one line for the user: what is wrong and what to do.</summary>
internal sealed class LauncherException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process exits with.</summary>
    public int ExitCode { get; } = exitCode;
}
