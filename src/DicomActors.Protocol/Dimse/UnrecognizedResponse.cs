namespace DicomActors.Protocol.Dimse;

/// <summary>The answer to an <see cref="UnrecognizedRequest"/>: 0211H, unrecognized operation (PS3.7 C.5.23).</summary>
internal sealed record UnrecognizedResponse(UnrecognizedRequest Request) : DimseResponse(DimseStatus.UnrecognizedOperation)
{
    public override DimseCommand Command => (DimseCommand)((ushort)Request.Field | 0x8000);
}
