using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-EVENT-REPORT-RQ, PS3.7 10.1.1: something happened to this instance.</summary>
/// <param name="SopClassUid">SOP class of the managed instance.</param>
/// <param name="SopInstanceUid">The managed instance.</param>
/// <param name="EventTypeId">Event Type ID (0000,1002).</param>
public sealed record NEventReportRequest(Uid SopClassUid, Uid SopInstanceUid, ushort EventTypeId) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NEventReportRequest;

    /// <summary>Event information, if the event has any.</summary>
    public EncodedDataset? EventInformation { get; init; }

    /// <inheritdoc />
    public override EncodedDataset? Dataset => EventInformation;
}
