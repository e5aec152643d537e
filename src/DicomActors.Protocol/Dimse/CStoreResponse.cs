namespace DicomActors.Protocol.Dimse;

/// <summary>C-STORE-RSP.</summary>
/// <param name="Status">The status.</param>
public sealed record CStoreResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CStoreResponse;
}
