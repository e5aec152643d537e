using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>Reads what the index needs of a file in the folder.</summary>
internal static class ArchiveFile
{
    private const int MaximumHeaderLength = 64 * 1024 * 1024;

    /// <summary>The instance in a file; null if it is none or cannot be read.</summary>
    public static async ValueTask<StoredInstance?> TryReadAsync(string path, string relativePath, CancellationToken cancellationToken)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, useAsync: true);
            await using (stream.ConfigureAwait(false))
            {
                var result = await Part10Reader.TryReadHeaderAsync(stream, cancellationToken).ConfigureAwait(false);
                if (result.Header is not { } header || header.Meta.MediaStorageSopInstanceUid.IsEmpty)
                {
                    return null;
                }

                var meta = header.Meta;
                var attributes = DatasetHead.Read(stream, meta.TransferSyntax, MaximumHeaderLength);
                return new StoredInstance(
                    meta.MediaStorageSopClassUid, meta.MediaStorageSopInstanceUid, meta.TransferSyntax, relativePath, stream.Length, attributes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
