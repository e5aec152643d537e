namespace DicomActors.Protocol.Content;

/// <summary>A received data set is larger than its sink allows.</summary>
public sealed class ContentTooLargeException : IOException
{
    /// <summary>Creates the exception.</summary>
    public ContentTooLargeException(string message)
        : base(message)
    {
    }
}
