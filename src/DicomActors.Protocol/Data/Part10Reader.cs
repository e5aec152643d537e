using System.Buffers.Binary;

namespace DicomActors.Protocol.Data;

/// <summary>
/// Reads the header of DICOM files (PS3.10) without loading them. As a leniency, files without preamble and prefix, and
/// bare data sets without meta information (as older software wrote them), are recognised by their first elements.
/// </summary>
public static class Part10Reader
{
    /// <summary>Most bytes that are looked at for the meta information, and again for the first elements of the data set.</summary>
    public const int MaximumHeaderLength = 256 * 1024;

    private const int FirstRead = 8 * 1024;

    /// <summary>Opens a file and reads its header, on the calling thread.</summary>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ValueTask<Part10ReadResult> TryReadHeaderAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (start, result) = FileStart.Read(path);
            start.Dispose();
            return new(result);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return ValueTask.FromException<Part10ReadResult>(exception);
        }
    }

    /// <summary>
    /// Reads the header from where a seekable stream stands, the beginning of the file, and leaves it at the data set.
    /// UIDs that the meta information lacks are taken from the data set.
    /// </summary>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static async ValueTask<Part10ReadResult> TryReadHeaderAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        if (!stream.CanSeek)
        {
            throw new ArgumentException("The stream must be able to seek.", nameof(stream));
        }

        var origin = stream.Position;
        var prefix = new byte[FirstRead];
        var length = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var result = Parse(prefix.AsMemory(0, length));
        if (length == prefix.Length && NeedsMore(result))
        {
            Array.Resize(ref prefix, 2 * MaximumHeaderLength);
            length += await stream.ReadAtLeastAsync(
                prefix.AsMemory(length), prefix.Length - length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            result = Parse(prefix.AsMemory(0, length));
        }

        if (result.Header is { } header)
        {
            stream.Position = origin + header.DatasetOffset;
            result = result with { Header = header with { DatasetOffset = origin + header.DatasetOffset } };
        }

        return result;
    }

    /// <summary>Reads the header from the first bytes of a file; 512 KiB are always enough, the whole file if it is smaller.</summary>
    public static Part10ReadResult Parse(ReadOnlyMemory<byte> fileStart)
    {
        var bytes = fileStart.Span;
        if (bytes.IsEmpty)
        {
            return Fail(DatasetErrorCode.NotDicom, 0, "The file is empty.");
        }

        int? metaOffset = bytes.Length >= FileMetaInformation.PreambleLength && bytes[128..].StartsWith("DICM"u8) ? FileMetaInformation.PreambleLength
            : bytes.StartsWith("DICM"u8) ? 4
            : BareDataset.StartsWithMetaInformation(bytes) ? 0
            : null;
        return metaOffset is { } offset ? ParseWithMeta(fileStart, offset) : ParseBare(fileStart);
    }

    private static Part10ReadResult ParseWithMeta(ReadOnlyMemory<byte> fileStart, int metaOffset)
    {
        var elements = default(MetaElements);
        if (FindMetaEnd(fileStart.Span, metaOffset, ref elements, out var groupError) is not { } end)
        {
            return new Part10ReadResult(null, groupError);
        }

        var datasetStart = fileStart[end..];
        var syntax = elements.TransferSyntax.IsEmpty
            ? BareDataset.FindTransferSyntax(datasetStart.Span)
            : TransferSyntax.FromUid(elements.TransferSyntax);
        if (syntax is null)
        {
            return Fail(
                DatasetErrorCode.InvalidMetaInformation, metaOffset, "The file meta information states no transfer syntax, and the data set does not show it.");
        }

        var meta = CompleteFromDataset(elements.ToMeta(syntax), datasetStart.Span);
        return new Part10ReadResult(new Part10Header(meta, end, HasMetaInformation: true), null);
    }

    private static Part10ReadResult ParseBare(ReadOnlyMemory<byte> fileStart)
    {
        if (BareDataset.FindTransferSyntax(fileStart.Span) is not { } syntax)
        {
            return Fail(DatasetErrorCode.NotDicom, 0, "Not a DICOM file: it has no DICM prefix at offset 128 and does not begin like a data set.");
        }

        var meta = new FileMetaInformation(Uid.Empty, Uid.Empty, syntax) { ImplementationClassUid = Uid.Empty, ImplementationVersionName = null };
        return new Part10ReadResult(new Part10Header(CompleteFromDataset(meta, fileStart.Span), 0, HasMetaInformation: false), null);
    }

    private static FileMetaInformation CompleteFromDataset(FileMetaInformation meta, ReadOnlySpan<byte> datasetStart)
    {
        if (!meta.MediaStorageSopClassUid.IsEmpty && !meta.MediaStorageSopInstanceUid.IsEmpty)
        {
            return meta;
        }

        var (sopClass, sopInstance) = BareDataset.FindSopUids(datasetStart, meta.TransferSyntax);
        return meta with
        {
            MediaStorageSopClassUid = meta.MediaStorageSopClassUid.IsEmpty ? sopClass : meta.MediaStorageSopClassUid,
            MediaStorageSopInstanceUid = meta.MediaStorageSopInstanceUid.IsEmpty ? sopInstance : meta.MediaStorageSopInstanceUid,
        };
    }

    /// <summary>
    /// Where group 0002 ends: found by its elements, since its stated length is wrong often enough, and may be absent.
    /// </summary>
    private static int? FindMetaEnd(ReadOnlySpan<byte> bytes, int metaOffset, ref MetaElements elements, out DatasetError? error)
    {
        error = null;
        var reader = new DatasetReader(bytes[metaOffset..], TransferSyntax.ExplicitVRLittleEndian);
        var end = metaOffset;
        while (end + 2 <= bytes.Length && BinaryPrimitives.ReadUInt16LittleEndian(bytes[end..]) == 0x0002)
        {
            if (reader.Read())
            {
                elements.Take(reader);
            }

            if (reader.Error is not null || !reader.Skip())
            {
                var fault = reader.Error!;
                error = fault.Code == DatasetErrorCode.Truncated && bytes.Length < MaximumHeaderLength
                    ? new DatasetError(DatasetErrorCode.Truncated, metaOffset + fault.Offset, fault.Tag, $"The file ends inside its meta information. {fault.Message}")
                    : new DatasetError(DatasetErrorCode.InvalidMetaInformation, metaOffset + fault.Offset, fault.Tag, $"The file meta information is damaged. {fault.Message}");
                return null;
            }

            end = metaOffset + reader.BytesConsumed;
        }

        if (end > metaOffset)
        {
            return end;
        }

        error = new DatasetError(DatasetErrorCode.InvalidMetaInformation, metaOffset, null, "The file has the prefix DICM, but no meta information after it.");
        return null;
    }

    // A first read that ends inside the meta information, or before the UIDs of a data set, says too little.
    internal static bool NeedsMore(Part10ReadResult result) => result.Header is { Meta: var meta }
        ? meta.MediaStorageSopClassUid.IsEmpty || meta.MediaStorageSopInstanceUid.IsEmpty
        : result.Error!.Code == DatasetErrorCode.Truncated;

    private static Part10ReadResult Fail(DatasetErrorCode code, long offset, string message) =>
        new(null, new DatasetError(code, offset, null, message));
}
