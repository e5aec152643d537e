using System.Buffers.Binary;
using System.Globalization;

namespace DicomActors.Protocol.Data;

/// <summary>The bytes of one element's value with what is needed to interpret them. Bad values are answered with nothing, never thrown.</summary>
/// <param name="bytes">The value, padding included.</param>
/// <param name="vr">Its VR.</param>
/// <param name="isBigEndian">Whether numbers are big endian.</param>
public readonly ref struct ElementValue(ReadOnlySpan<byte> bytes, VR vr, bool isBigEndian)
{
    /// <summary>The value, padding included.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The VR.</summary>
    public VR VR { get; } = vr;

    /// <summary>Whether numbers are big endian.</summary>
    public bool IsBigEndian { get; } = isBigEndian;

    /// <summary>How many numbers the value holds, for binary VRs (two for one 4-byte AT are one tag); 0 for text.</summary>
    public int BinaryCount => VR.IsText() || VR is VR.SQ or VR.OB or VR.UN ? 0 : Bytes.Length / (VR == VR.AT ? 4 : VR.UnitSize());

    /// <summary>
    /// The number at <paramref name="index"/>: of US SS UL SL UV SV and OW OL OV in binary, of IS as text. A UV above the
    /// range of <see cref="long"/> is no answer.
    /// </summary>
    public bool TryGetInteger(out long value, int index = 0)
    {
        value = 0;
        if (VR == VR.IS)
        {
            return long.TryParse(GetAsciiText(index).AsSpan(), NumberStyles.Integer, CultureInfo.InvariantCulture, out value);
        }

        if (index < 0 || index >= BinaryCount)
        {
            return false;
        }

        var unit = Bytes[(index * VR.UnitSize())..];
        switch (VR)
        {
            case VR.US or VR.OW:
                value = IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(unit) : BinaryPrimitives.ReadUInt16LittleEndian(unit);
                return true;
            case VR.SS:
                value = IsBigEndian ? BinaryPrimitives.ReadInt16BigEndian(unit) : BinaryPrimitives.ReadInt16LittleEndian(unit);
                return true;
            case VR.UL or VR.OL:
                value = IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(unit) : BinaryPrimitives.ReadUInt32LittleEndian(unit);
                return true;
            case VR.SL:
                value = IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(unit) : BinaryPrimitives.ReadInt32LittleEndian(unit);
                return true;
            case VR.SV or VR.UV or VR.OV:
                value = IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(unit) : BinaryPrimitives.ReadInt64LittleEndian(unit);
                return VR == VR.SV || value >= 0;
            default:
                return false;
        }
    }

    /// <summary>The number at <paramref name="index"/> of any numeric VR, DS and IS included.</summary>
    public bool TryGetNumber(out double value, int index = 0)
    {
        value = 0;
        if (VR is VR.FL or VR.OF or VR.FD or VR.OD)
        {
            if (index < 0 || index >= BinaryCount)
            {
                return false;
            }

            var unit = Bytes[(index * VR.UnitSize())..];
            value = VR.UnitSize() == 4
                ? IsBigEndian ? BinaryPrimitives.ReadSingleBigEndian(unit) : BinaryPrimitives.ReadSingleLittleEndian(unit)
                : IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(unit) : BinaryPrimitives.ReadDoubleLittleEndian(unit);
            return true;
        }

        if (VR == VR.DS)
        {
            return double.TryParse(GetAsciiText(index).AsSpan(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        if (VR is VR.UV && index >= 0 && index < BinaryCount)
        {
            value = ReadUInt64(index);
            return true;
        }

        var isInteger = TryGetInteger(out var integer, index);
        value = integer;
        return isInteger;
    }

    /// <summary>The tag at <paramref name="index"/> of an AT value.</summary>
    public bool TryGetTag(out DicomTag tag, int index = 0)
    {
        tag = default;
        if (VR != VR.AT || index < 0 || index >= BinaryCount)
        {
            return false;
        }

        var unit = Bytes[(index * 4)..];
        tag = IsBigEndian
            ? new DicomTag(BinaryPrimitives.ReadUInt16BigEndian(unit), BinaryPrimitives.ReadUInt16BigEndian(unit[2..]))
            : new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(unit), BinaryPrimitives.ReadUInt16LittleEndian(unit[2..]));
        return true;
    }

    /// <summary>
    /// The value as one text, several values separated by backslashes, padding and insignificant spaces taken off. Numbers
    /// are written in decimal, tags as 8 hexadecimal digits, UN as text of the character set; OB has no text.
    /// </summary>
    public string GetText(SpecificCharacterSet characterSet) => string.Join('\\', GetTexts(characterSet));

    /// <summary>The values as texts, see <see cref="GetText"/>; none for an empty value.</summary>
    public string[] GetTexts(SpecificCharacterSet characterSet)
    {
        if (Bytes.IsEmpty)
        {
            return [];
        }

        if (!VR.IsText() && VR != VR.UN)
        {
            return GetNumberTexts();
        }

        var isEncoded = VR.UsesSpecificCharacterSet() || VR == VR.UN;
        var text = (isEncoded ? characterSet : SpecificCharacterSet.Default).Decode(Bytes, isPersonName: VR == VR.PN);
        if (!VR.HasMultipleTextValues() && VR != VR.UN)
        {
            return Trim(text) is { Length: > 0 } single ? [single] : [];
        }

        var values = text.Split('\\');
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Trim(values[i]);
        }

        return values is [""] ? [] : values;
    }

    private ulong ReadUInt64(int index) => IsBigEndian
        ? BinaryPrimitives.ReadUInt64BigEndian(Bytes[(index * 8)..])
        : BinaryPrimitives.ReadUInt64LittleEndian(Bytes[(index * 8)..]);

    private string[] GetNumberTexts()
    {
        var texts = new string[BinaryCount];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = TryGetTag(out var tag, i) ? tag.Value.ToString("X8", CultureInfo.InvariantCulture)
                : VR is VR.UV or VR.OV ? ReadUInt64(i).ToString(CultureInfo.InvariantCulture)
                : TryGetInteger(out var integer, i) ? integer.ToString(CultureInfo.InvariantCulture)
                : TryGetNumber(out var number, i) ? FormatNumber(number)
                : string.Empty;
        }

        return texts;
    }

    private string FormatNumber(double number) => VR is VR.FL or VR.OF
        ? ((float)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);

    private string Trim(string text) => VR.KeepsLeadingSpaces() ? text.TrimEnd(' ', '\0') : text.Trim(' ', '\0');

    private string GetAsciiText(int index)
    {
        var texts = GetTexts(SpecificCharacterSet.Default);
        return index >= 0 && index < texts.Length ? texts[index] : string.Empty;
    }
}
