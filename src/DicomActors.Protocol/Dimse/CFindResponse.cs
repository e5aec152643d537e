using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-FIND-RSP.</summary>
/// <param name="Status">The status; pending responses carry a match.</param>
public sealed record CFindResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CFindResponse;

    /// <summary>The match, in a pending response.</summary>
    public EncodedDataset? Identifier { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => Identifier;
}
