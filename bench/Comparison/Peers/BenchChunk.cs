using DicomActors.Protocol.Codec;

namespace Comparison.Peers;

/// <summary>The size of what our senders write at once: a P-DATA PDU of the default length.</summary>
internal static class BenchChunk
{
    public static int Length => (int)PduLimits.Default.MaximumSentDataPduLength;
}
