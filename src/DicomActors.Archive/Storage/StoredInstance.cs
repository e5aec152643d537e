using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>An instance that is durable in the archive's folder.</summary>
/// <param name="SopClassUid">Its SOP class.</param>
/// <param name="SopInstanceUid">Its UID, by which the archive knows it.</param>
/// <param name="TransferSyntax">The transfer syntax it lies there in.</param>
/// <param name="RelativePath">Its file, below the archive's folder, with <c>/</c> between the parts on every system.</param>
/// <param name="Length">The file's length in bytes, Part 10 header included.</param>
/// <param name="Attributes">
/// Its data set up to the pixel data, as it was received; that of a deflated one inflated, in Explicit VR Little Endian. Ends earlier if
/// it is longer than <see cref="ArchiveStorageOptions.MaximumHeaderLength"/>.
/// </param>
public sealed record StoredInstance(
    Uid SopClassUid,
    Uid SopInstanceUid,
    TransferSyntax TransferSyntax,
    string RelativePath,
    long Length,
    EncodedDataset Attributes);
