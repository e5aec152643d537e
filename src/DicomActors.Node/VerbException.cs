namespace DicomActors.Node;

/// <summary>A verb cannot do what was asked. The message is one line for the user: what is wrong, and the way out where there is one.</summary>
internal sealed class VerbException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process exits with.</summary>
    public int ExitCode { get; } = exitCode;
}
