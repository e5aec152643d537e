namespace DicomActors.Protocol.Dimse;

/// <summary>N-DELETE-RSP.</summary>
/// <param name="status">The status.</param>
public sealed record NDeleteResponse(DimseStatus status) : DimseResponse(status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NDeleteResponse;
}
