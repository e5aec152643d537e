namespace DicomActors.Outbox;

/// <summary>The outbox cannot do what was asked; the message names the file and the reason.</summary>
public sealed class OutboxException : Exception
{
    /// <summary>Creates one.</summary>
    public OutboxException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
