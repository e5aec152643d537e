using DicomActors.Protocol.Content;

namespace DicomActors.Node.Storing;

/// <summary>A file that is going to be sent.</summary>
/// <param name="Path">As the user will recognize it.</param>
/// <param name="Content">Its data set.</param>
internal sealed record StoreFile(string Path, DicomContent Content)
{
    /// <summary>Bytes to send.</summary>
    public long Length => Content.Length ?? 0;
}
