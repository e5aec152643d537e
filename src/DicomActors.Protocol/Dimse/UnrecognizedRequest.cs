using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>A received request whose Command Field does not exist. The engine answers it; no service user sees it.</summary>
internal sealed record UnrecognizedRequest(DimseCommand Field, Uid SopClassUid) : DimseRequest(SopClassUid)
{
    public override DimseCommand Command => Field;
}
