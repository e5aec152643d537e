using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-ACTION-RQ, PS3.7 10.1.4: perform this action.</summary>
/// <param name="SopClassUid">SOP class of the managed instance.</param>
/// <param name="SopInstanceUid">The managed instance.</param>
/// <param name="ActionTypeId">Action Type ID (0000,1008).</param>
public sealed record NActionRequest(Uid SopClassUid, Uid SopInstanceUid, ushort ActionTypeId) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NActionRequest;

    /// <summary>Action information, if the action has any.</summary>
    public EncodedDataset? ActionInformation { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => ActionInformation;
}
