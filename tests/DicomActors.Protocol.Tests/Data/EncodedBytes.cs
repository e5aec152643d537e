using System.Buffers.Binary;
using System.Text;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

/// <summary>Puts data sets together byte by byte, independently of the writer under test.</summary>
internal sealed class EncodedBytes(bool isExplicit = true, bool isBigEndian = false)
{
    public const uint Undefined = 0xFFFFFFFF;

    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public EncodedBytes Element(ushort group, ushort element, string vr, string value) => Element(group, element, vr, Encoding.Latin1.GetBytes(value));

    public EncodedBytes Element(ushort group, ushort element, string vr, byte[] value, uint? length = null)
    {
        Header(group, element, vr, length ?? (uint)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public EncodedBytes Header(ushort group, ushort element, string vr, uint length)
    {
        UInt16(group).UInt16(element);
        if (!isExplicit)
        {
            return UInt32(length);
        }

        _bytes.AddRange(Encoding.ASCII.GetBytes(vr));
        return vr is "OB" or "OW" or "OF" or "OD" or "OL" or "OV" or "SQ" or "UC" or "UN" or "UR" or "UT" or "SV" or "UV" or "XX"
            ? UInt16(0).UInt32(length)
            : UInt16((ushort)length);
    }

    public EncodedBytes Item(uint length) => UInt16(0xFFFE).UInt16(0xE000).UInt32(length);

    public EncodedBytes EndItem() => UInt16(0xFFFE).UInt16(0xE00D).UInt32(0);

    public EncodedBytes EndSequence() => UInt16(0xFFFE).UInt16(0xE0DD).UInt32(0);

    public EncodedBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public EncodedBytes UInt16(ushort value)
    {
        var bytes = new byte[2];
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        }

        return Raw(bytes);
    }

    public EncodedBytes UInt32(uint value)
    {
        var bytes = new byte[4];
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        return Raw(bytes);
    }

    /// <summary>What a reader sees, a line per token; the error last.</summary>
    public static List<string> Describe(ReadOnlySpan<byte> bytes, TransferSyntax syntax, DatasetReaderLimits? limits = null)
    {
        var reader = new DatasetReader(bytes, syntax, limits);
        var lines = new List<string>();
        while (reader.Read())
        {
            var value = reader.TokenType is DatasetTokenType.Element or DatasetTokenType.Fragment ? " " + Convert.ToHexString(reader.Value) : string.Empty;
            lines.Add($"{reader.Depth} {reader.TokenType} {reader.Tag} {reader.VR.Letters()}{value}");
        }

        if (reader.Error is { } error)
        {
            lines.Add($"error {error.Code}");
        }

        return lines;
    }
}
