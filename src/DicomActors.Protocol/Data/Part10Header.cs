namespace DicomActors.Protocol.Data;

/// <summary>What is known of a file before its data set is read.</summary>
/// <param name="Meta">
/// The meta information; for a file without one what its data set says. UIDs that neither states are empty.
/// </param>
/// <param name="DatasetOffset">Where the data set begins, in bytes from the beginning of the stream.</param>
/// <param name="HasMetaInformation">
/// Whether the file has meta information. <see langword="false"/>: a bare data set, whose transfer syntax was found by trial.
/// </param>
public sealed record Part10Header(FileMetaInformation Meta, long DatasetOffset, bool HasMetaInformation);
