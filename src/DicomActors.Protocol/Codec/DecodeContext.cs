using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Codec;

/// <summary>What all readers inside one PDU share: the limits, and the first error, which ends the decoding.</summary>
internal sealed class DecodeContext(PduLimits limits)
{
    public PduLimits Limits { get; } = limits;

    public PduError? Error { get; private set; }

    public void Fail(PduErrorCode code, long offset, string field, string section, string message, AbortReason reason = AbortReason.InvalidPduParameterValue) =>
        Error ??= new PduError(code, offset, field, section, reason, message);
}
