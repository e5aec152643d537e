namespace DicomActors.TestKit;

/// <summary>The other side did not do what the script expects; the message says what was expected and what came.</summary>
public sealed class ScriptedPeerException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ScriptedPeerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
