using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-MOVE-RSP, with the progress of its sub-operations.</summary>
/// <param name="Status">The status.</param>
public sealed record CMoveResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CMoveResponse;

    /// <summary>Number of Remaining Sub-operations (0000,1020), if stated.</summary>
    public ushort? Remaining { get; init; }

    /// <summary>Number of Completed Sub-operations (0000,1021), if stated.</summary>
    public ushort? Completed { get; init; }

    /// <summary>Number of Failed Sub-operations (0000,1022), if stated.</summary>
    public ushort? Failed { get; init; }

    /// <summary>Number of Warning Sub-operations (0000,1023), if stated.</summary>
    public ushort? Warning { get; init; }

    /// <summary>The Failed SOP Instance UID List (0008,0058), where the peer sends one.</summary>
    public EncodedDataset? Identifier { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => Identifier;
}
