using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-SET-RSP.</summary>
/// <param name="status">The status.</param>
public sealed record NSetResponse(DimseStatus status) : DimseResponse(status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NSetResponse;

    /// <summary>The values as they are now, where the peer sends them.</summary>
    public EncodedDataset? AttributeList { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => AttributeList;
}
