using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>What the name of a file is made from.</summary>
/// <param name="SopInstanceUid">The instance's UID.</param>
/// <param name="CallingAETitle">Who sent it: <c>{CallingAE}</c>.</param>
/// <param name="CalledAETitle">Whom it was sent to: <c>{CalledAE}</c>.</param>
/// <param name="Attributes">Its data set, or the beginning of it.</param>
public sealed record LayoutValues(Uid SopInstanceUid, string CallingAETitle, string CalledAETitle, EncodedDataset Attributes);
