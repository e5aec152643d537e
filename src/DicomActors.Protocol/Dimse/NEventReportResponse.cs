using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-EVENT-REPORT-RSP.</summary>
/// <param name="Status">The status.</param>
public sealed record NEventReportResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NEventReportResponse;

    /// <summary>Event Type ID (0000,1002), if stated.</summary>
    public ushort? EventTypeId { get; init; }

    /// <summary>Event reply, if the event has one.</summary>
    public EncodedDataset? EventReply { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => EventReply;
}
