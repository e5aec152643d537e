namespace DicomActors.Protocol.Dimse;

/// <summary>C-STORE-RSP.</summary>
/// <param name="status">The status.</param>
public sealed record CStoreResponse(DimseStatus status) : DimseResponse(status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CStoreResponse;
}
