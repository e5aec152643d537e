using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>
/// The elements of a command set (PS3.7 E.1) as they are on the wire; what is null or empty is absent.
/// Messages are records (<see cref="DimseRequest"/>, <see cref="DimseResponse"/>); this is what lies between them and the bytes.
/// </summary>
public record struct CommandSet
{
    /// <summary>(0000,0100) Command Field.</summary>
    public DimseCommand Command { get; set; }

    /// <summary>(0000,0110) Message ID.</summary>
    public ushort MessageId { get; set; }

    /// <summary>(0000,0120) Message ID Being Responded To.</summary>
    public ushort MessageIdBeingRespondedTo { get; set; }

    /// <summary>(0000,0800) Command Data Set Type is not 0101H: a data set follows.</summary>
    public bool HasDataset { get; set; }

    /// <summary>(0000,0900) Status.</summary>
    public DimseStatus Status { get; set; }

    /// <summary>(0000,0700) Priority.</summary>
    public DimsePriority Priority { get; set; }

    /// <summary>(0000,0002) Affected SOP Class UID.</summary>
    public Uid AffectedSopClassUid { get; set; }

    /// <summary>(0000,0003) Requested SOP Class UID.</summary>
    public Uid RequestedSopClassUid { get; set; }

    /// <summary>(0000,1000) Affected SOP Instance UID.</summary>
    public Uid AffectedSopInstanceUid { get; set; }

    /// <summary>(0000,1001) Requested SOP Instance UID.</summary>
    public Uid RequestedSopInstanceUid { get; set; }

    /// <summary>(0000,0600) Move Destination.</summary>
    public string? MoveDestination { get; set; }

    /// <summary>(0000,1030) Move Originator Application Entity Title.</summary>
    public string? MoveOriginatorAETitle { get; set; }

    /// <summary>(0000,1031) Move Originator Message ID.</summary>
    public ushort? MoveOriginatorMessageId { get; set; }

    /// <summary>(0000,0901) Offending Element.</summary>
    public IReadOnlyList<DicomTag>? OffendingElements { get; set; }

    /// <summary>(0000,0902) Error Comment.</summary>
    public string? ErrorComment { get; set; }

    /// <summary>(0000,0903) Error ID.</summary>
    public ushort? ErrorId { get; set; }

    /// <summary>(0000,1002) Event Type ID.</summary>
    public ushort? EventTypeId { get; set; }

    /// <summary>(0000,1005) Attribute Identifier List.</summary>
    public IReadOnlyList<DicomTag>? AttributeIdentifiers { get; set; }

    /// <summary>(0000,1008) Action Type ID.</summary>
    public ushort? ActionTypeId { get; set; }

    /// <summary>(0000,1020) Number of Remaining Sub-operations.</summary>
    public ushort? Remaining { get; set; }

    /// <summary>(0000,1021) Number of Completed Sub-operations.</summary>
    public ushort? Completed { get; set; }

    /// <summary>(0000,1022) Number of Failed Sub-operations.</summary>
    public ushort? Failed { get; set; }

    /// <summary>(0000,1023) Number of Warning Sub-operations.</summary>
    public ushort? Warning { get; set; }

    /// <summary>Whether this is a response (bit 15 of the Command Field).</summary>
    public readonly bool IsResponse => ((ushort)Command & 0x8000) != 0;
}
