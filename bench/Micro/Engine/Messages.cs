using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;

namespace Micro.Engine;

/// <summary>Messages as a peer sends them.</summary>
internal static class Messages
{
    /// <summary>A command set in one P-DATA-TF PDU.</summary>
    public static byte[] ToPdu(in CommandSet set, byte contextId) => ToPdu(CommandSetCodec.ToArray(set), contextId, isCommand: true, isLast: true);

    /// <summary>A command set and a data set, in PDUs as long as the receiver takes them.</summary>
    public static byte[] ToPdus(in CommandSet set, byte contextId, ReadOnlySpan<byte> dataset, int maximumFragment)
    {
        var bytes = new List<byte>(ToPdu(set, contextId));
        while (!dataset.IsEmpty)
        {
            var length = Math.Min(maximumFragment, dataset.Length);
            bytes.AddRange(ToPdu(dataset[..length], contextId, isCommand: false, isLast: length == dataset.Length));
            dataset = dataset[length..];
        }

        return [.. bytes];
    }

    private static byte[] ToPdu(ReadOnlySpan<byte> fragment, byte contextId, bool isCommand, bool isLast)
    {
        var pdu = new byte[PduWriter.DataHeaderLength + fragment.Length];
        PduWriter.WriteDataHeaders(pdu, contextId, isCommand, isLast, fragment.Length);
        fragment.CopyTo(pdu.AsSpan(PduWriter.DataHeaderLength));
        return pdu;
    }
}
