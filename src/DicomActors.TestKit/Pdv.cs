using DicomActors.Protocol.Codec;

namespace DicomActors.TestKit;

/// <summary>A presentation data value to be put into a P-DATA-TF PDU by hand, right or wrong.</summary>
/// <param name="PresentationContextId">The context.</param>
/// <param name="IsCommand">Command set or data set.</param>
/// <param name="IsLast">Last fragment.</param>
/// <param name="Payload">The fragment.</param>
public sealed record Pdv(byte PresentationContextId, bool IsCommand, bool IsLast, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The bytes of one P-DATA-TF PDU with these values.</summary>
    public static byte[] ToPdu(params IReadOnlyList<Pdv> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var length = values.Sum(static value => PduWriter.PdvOverhead + value.Payload.Length);
        var pdu = new byte[PduWriter.DataHeaderLength - PduWriter.PdvOverhead + length];
        var position = 0;
        var scratch = new byte[PduWriter.DataHeaderLength];
        foreach (var value in values)
        {
            PduWriter.WriteDataHeaders(scratch, value.PresentationContextId, value.IsCommand, value.IsLast, value.Payload.Length);
            var headers = position == 0 ? scratch : scratch.AsSpan(PduWriter.PdvOverhead);
            headers.CopyTo(pdu.AsSpan(position));
            position += headers.Length;
            value.Payload.Span.CopyTo(pdu.AsSpan(position));
            position += value.Payload.Length;
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(2), (uint)length);
        return pdu;
    }
}
