namespace DicomActors.Connections;

/// <summary>Base of what actors answer with (in a <c>Status.Failure</c>) when a connection cannot do what it was told.</summary>
public abstract class DicomConnectionException : Exception
{
    private protected DicomConnectionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
