using System.Buffers;
using System.Buffers.Binary;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Codec;

/// <summary>Encodes PDUs (PS3.8 9.3). Stateless and safe for concurrent use.</summary>
public static class PduWriter
{
    /// <summary>Bytes in front of the payload of a P-DATA-TF PDU with one PDV: PDU header (6), PDV length (4), context id, message control header.</summary>
    public const int DataHeaderLength = 12;

    /// <summary>Bytes of <see cref="DataHeaderLength"/> that count against the peer's maximum length: all but the PDU header (PS3.8 D.1).</summary>
    public const int PdvOverhead = 6;

    // PS3.8 E.2, message control header.
    private const byte CommandBit = 1;
    private const byte LastFragmentBit = 2;

    /// <summary>Writes one PDU.</summary>
    /// <exception cref="InvalidOperationException">A part is longer than its length field can say; the message names it.</exception>
    public static void Write(Pdu pdu, IBufferWriter<byte> destination)
    {
        using var writer = Encode(pdu);
        destination.Write(writer.Written);
    }

    /// <summary>The bytes of one PDU.</summary>
    /// <exception cref="InvalidOperationException">A part is longer than its length field can say; the message names it.</exception>
    public static byte[] ToArray(Pdu pdu)
    {
        using var writer = Encode(pdu);
        return writer.Written.ToArray();
    }

    /// <summary>
    /// Writes the headers of a P-DATA-TF PDU with one PDV in front of a payload that is already in place (PS3.8 9.3.5, E.2).
    /// </summary>
    /// <param name="destination12">At least <see cref="DataHeaderLength"/> bytes; the payload starts behind them.</param>
    /// <param name="contextId">The presentation context id.</param>
    /// <param name="command">True: command set; false: data set.</param>
    /// <param name="last">The last fragment of the command set or data set.</param>
    /// <param name="payloadLength">Payload bytes, at least 0. Even, says PS3.8 E.2, for every fragment.</param>
    public static void WriteDataHeaders(Span<byte> destination12, byte contextId, bool command, bool last, int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination12.Length, DataHeaderLength, nameof(destination12));
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        destination12[11] = (byte)((command ? CommandBit : 0) | (last ? LastFragmentBit : 0));
        destination12[10] = contextId;
        BinaryPrimitives.WriteUInt32BigEndian(destination12[6..], (uint)payloadLength + 2);
        BinaryPrimitives.WriteUInt32BigEndian(destination12[2..], (uint)payloadLength + PdvOverhead);
        destination12[1] = 0;
        destination12[0] = (byte)PduType.DataTransfer;
    }

    private static ItemWriter Encode(Pdu pdu)
    {
        var writer = new ItemWriter();
        writer.WriteZeros(Pdu.HeaderLength);
        switch (pdu)
        {
            case AssociateRequestPdu request:
                request.Write(writer);
                break;
            case AssociateAcceptPdu accept:
                accept.Write(writer);
                break;
            case AssociateRejectPdu reject:
                reject.Write(writer);
                break;
            case AbortPdu abort:
                abort.Write(writer);
                break;
            default:
                writer.WriteZeros(4); // A-RELEASE-RQ and A-RELEASE-RP, PS3.8 9.3.6 and 9.3.7
                break;
        }

        if (writer.Overflow is not null)
        {
            writer.Dispose();
            throw new InvalidOperationException(writer.Overflow);
        }

        writer.WriteHeader(pdu.Type);
        return writer;
    }
}
