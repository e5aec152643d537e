namespace DicomActors.Protocol.Dimse;

/// <summary>N-DELETE-RSP.</summary>
/// <param name="Status">The status.</param>
public sealed record NDeleteResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NDeleteResponse;
}
