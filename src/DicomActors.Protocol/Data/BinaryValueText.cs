using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DicomActors.Protocol.Data;

/// <summary>Turns the text of numbers and tags into little-endian value bytes, the reverse of <see cref="ElementValue.GetText"/>.</summary>
internal static class BinaryValueText
{
    /// <summary>Values separated by backslashes; an empty text is an empty value.</summary>
    public static bool TryParse(VR vr, string text, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? error)
    {
        bytes = null;
        error = null;
        var output = new ArrayBufferWriter<byte>(16);
        if (text.Length > 0)
        {
            foreach (var value in text.Split('\\'))
            {
                if (!TryAppend(vr, value.Trim(), output))
                {
                    error = $"'{value}' is not a value of VR {vr.Letters()}.";
                    return false;
                }
            }
        }

        bytes = output.WrittenSpan.ToArray();
        return true;
    }

    /// <summary>Appends an integer; <see langword="false"/> if it is beyond the range of the VR.</summary>
    public static bool TryAppendInteger(VR vr, Int128 number, ArrayBufferWriter<byte> output)
    {
        var (minimum, maximum) = vr switch
        {
            VR.US or VR.OW => (0, ushort.MaxValue),
            VR.SS => (short.MinValue, short.MaxValue),
            VR.UL or VR.OL => (0, uint.MaxValue),
            VR.SL => (int.MinValue, int.MaxValue),
            VR.UV or VR.OV => (0, ulong.MaxValue),
            VR.SV => ((Int128)long.MinValue, (Int128)long.MaxValue),
            _ => (1, 0),
        };
        if (number < minimum || number > maximum)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(bytes, number);
        output.Write(bytes[..vr.UnitSize()]);
        return true;
    }

    /// <summary>Appends a number of FL or FD (OF, OD).</summary>
    public static bool TryAppendReal(VR vr, double number, ArrayBufferWriter<byte> output)
    {
        switch (vr)
        {
            case VR.FL or VR.OF:
                BinaryPrimitives.WriteSingleLittleEndian(output.GetSpan(4), (float)number);
                output.Advance(4);
                return true;
            case VR.FD or VR.OD:
                BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(8), number);
                output.Advance(8);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Appends a tag, as two 16-bit numbers.</summary>
    public static void Append(DicomTag tag, ArrayBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(4), tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(4)[2..], tag.Element);
        output.Advance(4);
    }

    private static bool TryAppend(VR vr, string value, ArrayBufferWriter<byte> output)
    {
        if (vr == VR.AT)
        {
            if (!DicomTag.TryParse(value, out var tag))
            {
                return false;
            }

            Append(tag, output);
            return true;
        }

        if (Int128.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) && TryAppendInteger(vr, integer, output))
        {
            return true;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && TryAppendReal(vr, number, output);
    }
}
