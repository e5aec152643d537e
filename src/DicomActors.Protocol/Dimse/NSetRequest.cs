using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-SET-RQ, PS3.7 10.1.3: change these attributes.</summary>
/// <param name="SopClassUid">SOP class of the managed instance.</param>
/// <param name="SopInstanceUid">The managed instance.</param>
/// <param name="ModificationList">The new values.</param>
public sealed record NSetRequest(Uid SopClassUid, Uid SopInstanceUid, EncodedDataset ModificationList) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NSetRequest;

    /// <inheritdoc />
    public override EncodedDataset? Dataset => ModificationList;
}
