using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>What the peer's maximum length means for what we send (PS3.8 D.1).</summary>
internal static class MaximumLengthNegotiation
{
    /// <summary>0 is no limit; anything else must hold at least one PDV with two bytes.</summary>
    public static bool IsUsable(uint peerMaximum) => peerMaximum is 0 or >= PduLimits.SmallestUsableDataPduLength;

    /// <summary>Our own cap also where the peer has no limit.</summary>
    public static uint ToSend(uint peerMaximum, PduLimits limits) =>
        peerMaximum == 0 ? limits.MaximumSentDataPduLength : Math.Min(peerMaximum, limits.MaximumSentDataPduLength);

    public static PduError TooSmall(uint peerMaximum) => new(
        PduErrorCode.MaximumLengthTooSmall,
        0,
        "maximum length",
        "PS3.8 D.1.1",
        AbortReason.InvalidPduParameterValue,
        $"the peer receives P-DATA-TF PDUs of at most {peerMaximum} bytes, too few for a single fragment");
}
