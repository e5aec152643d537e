using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-FIND-RQ, PS3.7 9.1.2: what matches these keys.</summary>
/// <param name="SopClassUid">Information model, for example Study Root Query/Retrieve - FIND.</param>
/// <param name="Identifier">Matching, universal and return keys.</param>
public sealed record CFindRequest(Uid SopClassUid, EncodedDataset Identifier) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CFindRequest;

    /// <summary>Priority (0000,0700). Default medium.</summary>
    public DimsePriority Priority { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => Identifier;

    /// <inheritdoc />
    public override bool IsCancellable => true;
}
