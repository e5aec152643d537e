using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>Reads what the index needs of a file in the folder.</summary>
internal static class ArchiveFile
{
    // Nearly every data set has what the index needs in its first bytes.
    private const int FirstRead = 16 * 1024;
    private const int LastRead = 64 * 1024 * 1024;

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
                var attributes = await ReadAttributesAsync(stream, meta.TransferSyntax, cancellationToken).ConfigureAwait(false);
                return new StoredInstance(
                    meta.MediaStorageSopClassUid, meta.MediaStorageSopInstanceUid, meta.TransferSyntax, relativePath, stream.Length, attributes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async ValueTask<EncodedDataset> ReadAttributesAsync(
        FileStream stream, TransferSyntax transferSyntax, CancellationToken cancellationToken)
    {
        var start = stream.Position;
        var left = stream.Length - start;
        long wanted = transferSyntax.IsDeflated ? left : FirstRead;
        while (true)
        {
            var bytes = new byte[Math.Min(left, wanted)];
            stream.Position = start;
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var dataset = new EncodedDataset(bytes.AsMemory(0, read), transferSyntax);
            if (read == left || wanted >= LastRead || IsEnough(dataset))
            {
                return dataset;
            }

            wanted *= 16;
        }
    }

    private static bool IsEnough(EncodedDataset dataset)
    {
        var reader = dataset.GetReader();
        while (reader.Read())
        {
            if (reader.Tag > ArchiveAttributes.Last)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
