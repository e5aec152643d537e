namespace DicomActors.Archive.Index;

/// <summary>The index cannot be opened, or has failed; the message says what to do.</summary>
public sealed class ArchiveIndexException : Exception
{
    /// <summary>With a message.</summary>
    public ArchiveIndexException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public ArchiveIndexException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
