using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-MOVE-RQ, PS3.7 9.1.4: send these instances to another application entity.</summary>
/// <param name="SopClassUid">Information model, for example Study Root Query/Retrieve - MOVE.</param>
/// <param name="Identifier">Matching, universal and return keys.</param>
/// <param name="MoveDestination">AE title of the receiver (0000,0600).</param>
public sealed record CMoveRequest(Uid SopClassUid, EncodedDataset Identifier, string MoveDestination) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CMoveRequest;

    /// <summary>Priority (0000,0700). Default medium.</summary>
    public DimsePriority Priority { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => Identifier;

    /// <inheritdoc />
    public override bool IsCancellable => true;
}
