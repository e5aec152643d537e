using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Commitment;

/// <summary>An instance for which storage commitment is asked.</summary>
/// <param name="SopClassUid">Its SOP class, as the peer says.</param>
/// <param name="SopInstanceUid">The instance.</param>
internal sealed record CommitmentReference(Uid SopClassUid, Uid SopInstanceUid);
