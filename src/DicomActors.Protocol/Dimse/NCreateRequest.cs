using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-CREATE-RQ, PS3.7 10.1.5: create an instance.</summary>
/// <param name="SopClassUid">SOP class of the managed instance.</param>
public sealed record NCreateRequest(Uid SopClassUid) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NCreateRequest;

    /// <summary>Affected SOP Instance UID (0000,1000); empty (default) lets the peer choose one.</summary>
    public Uid SopInstanceUid { get; init; }

    /// <summary>Initial attributes, if any.</summary>
    public EncodedDataset? AttributeList { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => AttributeList;
}
