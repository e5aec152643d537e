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
        var body = new ItemWriter();
        switch (pdu)
        {
            case AssociateRequestPdu request:
                request.Write(body);
                break;
            case AssociateAcceptPdu accept:
                accept.Write(body);
                break;
            case AssociateRejectPdu reject:
                reject.Write(body);
                break;
            case AbortPdu abort:
                abort.Write(body);
                break;
            default:
                body.WriteZeros(4); // A-RELEASE-RQ and A-RELEASE-RP, PS3.8 9.3.6 and 9.3.7
                break;
        }

        if (body.Overflow is not null)
        {
            throw new InvalidOperationException(body.Overflow);
        }

        Span<byte> span = destination.GetSpan(Pdu.HeaderLength + body.Written.Length);
        span[0] = (byte)pdu.Type;
        span[1] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(span[2..], (uint)body.Written.Length);
        body.Written.CopyTo(span[Pdu.HeaderLength..]);
        destination.Advance(Pdu.HeaderLength + body.Written.Length);
    }

    /// <summary>The bytes of one PDU.</summary>
    /// <exception cref="InvalidOperationException">A part is longer than its length field can say; the message names it.</exception>
    public static byte[] ToArray(Pdu pdu)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(pdu, buffer);
        return buffer.WrittenSpan.ToArray();
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
}
