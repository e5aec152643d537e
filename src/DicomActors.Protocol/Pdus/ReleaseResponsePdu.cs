namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.7, A-RELEASE-RP:
//
//   0      06H
//   1      reserved, 0
//   2-5    PDU length, 4
//   6-9    reserved, 0 (not tested)

/// <summary>A-RELEASE-RP (PS3.8 9.3.7).</summary>
public sealed record ReleaseResponsePdu : Pdu
{
    private ReleaseResponsePdu()
    {
    }

    /// <summary>The one instance: the PDU has no content.</summary>
    public static ReleaseResponsePdu Instance { get; } = new();

    /// <inheritdoc/>
    public override PduType Type => PduType.ReleaseResponse;
}
