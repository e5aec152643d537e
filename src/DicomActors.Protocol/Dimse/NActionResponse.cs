using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-ACTION-RSP.</summary>
/// <param name="Status">The status.</param>
public sealed record NActionResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NActionResponse;

    /// <summary>Action Type ID (0000,1008), if stated.</summary>
    public ushort? ActionTypeId { get; init; }

    /// <summary>Action reply, if the action has one.</summary>
    public EncodedDataset? ActionReply { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => ActionReply;
}
