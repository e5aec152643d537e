using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>An instance as the index knows it: enough to send it.</summary>
/// <param name="SopClassUid">Its SOP class.</param>
/// <param name="SopInstanceUid">Its UID.</param>
/// <param name="TransferSyntax">The transfer syntax its file is in.</param>
/// <param name="RelativePath">Its file, below the archive's folder, with <c>/</c> between the parts on every system.</param>
/// <param name="Length">The file's length in bytes, Part 10 header included.</param>
/// <param name="StudyInstanceUid">Its study; empty if it belongs to none.</param>
/// <param name="SeriesInstanceUid">Its series; empty if it belongs to none.</param>
public sealed record IndexedInstance(
    Uid SopClassUid,
    Uid SopInstanceUid,
    TransferSyntax TransferSyntax,
    string RelativePath,
    long Length,
    Uid StudyInstanceUid,
    Uid SeriesInstanceUid);
