using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-GET-RQ, PS3.7 9.1.3: send these instances on this association, as C-STORE sub-operations in the other direction.</summary>
/// <param name="SopClassUid">Information model, for example Study Root Query/Retrieve - GET.</param>
/// <param name="Identifier">Matching, universal and return keys.</param>
public sealed record CGetRequest(Uid SopClassUid, EncodedDataset Identifier) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CGetRequest;

    /// <summary>Priority (0000,0700). Default medium.</summary>
    public DimsePriority Priority { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => Identifier;

    /// <inheritdoc />
    public override bool IsCancellable => true;
}
