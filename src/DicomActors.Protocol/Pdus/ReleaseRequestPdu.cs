namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.6, A-RELEASE-RQ:
//
//   0      05H
//   1      reserved, 0
//   2-5    PDU length, 4
//   6-9    reserved, 0 (not tested)

/// <summary>A-RELEASE-RQ (PS3.8 9.3.6).</summary>
public sealed record ReleaseRequestPdu : Pdu
{
    private ReleaseRequestPdu()
    {
    }

    /// <summary>The one instance: the PDU has no content.</summary>
    public static ReleaseRequestPdu Instance { get; } = new();

    /// <inheritdoc/>
    public override PduType Type => PduType.ReleaseRequest;
}
