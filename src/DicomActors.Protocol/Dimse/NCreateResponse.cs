using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-CREATE-RSP.</summary>
/// <param name="Status">The status.</param>
public sealed record NCreateResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NCreateResponse;

    /// <summary>The attributes of the created instance, where the peer sends them.</summary>
    public EncodedDataset? AttributeList { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => AttributeList;
}
