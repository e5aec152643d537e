namespace DicomActors.Protocol.Transport;

/// <summary>A certificate or key file cannot be used; the message names the file and says why in one line.</summary>
public sealed class TlsFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    public TlsFileException(string path, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }
}
