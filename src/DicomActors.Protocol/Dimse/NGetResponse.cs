using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-GET-RSP.</summary>
/// <param name="Status">The status.</param>
public sealed record NGetResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NGetResponse;

    /// <summary>The values asked for.</summary>
    public EncodedDataset? AttributeList { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => AttributeList;
}
