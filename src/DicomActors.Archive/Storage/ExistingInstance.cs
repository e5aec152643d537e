using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>What lies in the place of an instance that comes again.</summary>
/// <param name="Stored">The instance; null if the file is none, or another.</param>
/// <param name="IsIdentical">Whether its data set is the same, byte for byte; false where that was not asked.</param>
internal sealed record ExistingInstance(StoredInstance? Stored, bool IsIdentical)
{
    private const int Piece = 64 * 1024;

    /// <summary>Looks at the file; null if there is none. Blocks.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ExistingInstance? Find(string path, IncomingInstance incoming, ArchiveStorageOptions options)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
            return Look(file, incoming, options);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static ExistingInstance Look(FileStream file, IncomingInstance incoming, ArchiveStorageOptions options)
    {
        var start = new byte[Piece];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (Part10Reader.Parse(start.AsMemory(0, read)) is not { Header: { HasMetaInformation: true } header } || header.Meta.MediaStorageSopInstanceUid != incoming.SopInstanceUid)
        {
            return new ExistingInstance(null, IsIdentical: false);
        }

        file.Position = header.DatasetOffset;

        // Reads both files to their ends: only for the policy that asks.
        var isIdentical = options.Duplicates == DuplicatePolicy.ReplaceIfIdentical
            && header.Meta.TransferSyntax.Equals(incoming.TransferSyntax)
            && file.Length - header.DatasetOffset == incoming.File.Length - incoming.DatasetOffset
            && HaveSameBytes(file, new StagedFileStream(incoming.File, incoming.DatasetOffset));
        file.Position = header.DatasetOffset;
        var attributes = DatasetHead.Read(file, header.Meta.TransferSyntax, options.MaximumHeaderLength);
        return new ExistingInstance(
            incoming.Stored! with
            {
                SopClassUid = header.Meta.MediaStorageSopClassUid,
                TransferSyntax = header.Meta.TransferSyntax,
                Length = file.Length,
                Attributes = attributes,
            },
            isIdentical);
    }

    private static bool HaveSameBytes(Stream one, StagedFileStream other)
    {
        var (first, second) = (new byte[Piece], new byte[Piece]);
        while (true)
        {
            var length = one.ReadAtLeast(first, Piece, throwOnEndOfStream: false);
            if (other.ReadAtLeast(second, Piece, throwOnEndOfStream: false) != length || !first.AsSpan(0, length).SequenceEqual(second.AsSpan(0, length)))
            {
                return false;
            }

            if (length < Piece)
            {
                return true;
            }
        }
    }
}
