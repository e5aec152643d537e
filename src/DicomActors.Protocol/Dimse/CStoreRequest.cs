using DicomActors.Protocol.Content;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-STORE-RQ, PS3.7 9.1.1: keep this instance.</summary>
/// <param name="Content">
/// The instance. On the receiving side it only describes it: the bytes are where the sink put them.
/// </param>
public sealed record CStoreRequest(DicomContent Content) : DimseRequest(Content.SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CStoreRequest;

    /// <summary>Affected SOP Instance UID (0000,1000).</summary>
    public Data.Uid SopInstanceUid => Content.SopInstanceUid;

    /// <summary>Priority (0000,0700). Default medium.</summary>
    public DimsePriority Priority { get; init; }

    /// <summary>Move Originator Application Entity Title (0000,1030), when the store is a sub-operation of a C-MOVE.</summary>
    public string? MoveOriginatorAETitle { get; init; }

    /// <summary>Move Originator Message ID (0000,1031), when the store is a sub-operation of a C-MOVE.</summary>
    public ushort? MoveOriginatorMessageId { get; init; }
}
