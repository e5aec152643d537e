using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-FIND-RSP.</summary>
/// <param name="status">The status; pending responses carry a match.</param>
public sealed record CFindResponse(DimseStatus status) : DimseResponse(status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CFindResponse;

    /// <summary>The match, in a pending response.</summary>
    public EncodedDataset? Identifier { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => Identifier;
}
