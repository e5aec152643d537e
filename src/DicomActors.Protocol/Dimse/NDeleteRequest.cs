using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-DELETE-RQ, PS3.7 10.1.6: delete this instance.</summary>
/// <param name="SopClassUid">SOP class of the managed instance.</param>
/// <param name="SopInstanceUid">The managed instance.</param>
public sealed record NDeleteRequest(Uid SopClassUid, Uid SopInstanceUid) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NDeleteRequest;
}
