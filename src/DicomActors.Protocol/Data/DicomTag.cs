using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DicomActors.Protocol.Data;

/// <summary>
/// The tag of a data element: group and element number (PS3.5 7.1). Ordered as elements are in a data set.
/// </summary>
/// <param name="Group">Group number; odd groups are private.</param>
/// <param name="Element">Element number in the group.</param>
public readonly partial record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>, ISpanParsable<DicomTag>
{
    /// <summary>(FFFE,E000): begins an item of a sequence, or a fragment of encapsulated pixel data.</summary>
    public static readonly DicomTag Item = new(0xFFFE, 0xE000);

    /// <summary>(FFFE,E00D): ends an item of undefined length.</summary>
    public static readonly DicomTag ItemDelimitation = new(0xFFFE, 0xE00D);

    /// <summary>(FFFE,E0DD): ends a sequence of undefined length.</summary>
    public static readonly DicomTag SequenceDelimitation = new(0xFFFE, 0xE0DD);

    /// <summary>The tag from its 32-bit form, group in the upper half.</summary>
    public DicomTag(uint value)
        : this((ushort)(value >> 16), (ushort)value)
    {
    }

    /// <summary>Group and element as one number, group in the upper half: the order of a data set.</summary>
    public uint Value => ((uint)Group << 16) | Element;

    /// <summary>Whether the group is odd: meaning is defined by the private creator of the block (PS3.5 7.8).</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>Whether this element reserves a block of private elements and names their creator: (gggg,0010-00FF), odd group.</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x0010 and <= 0x00FF;

    /// <summary>Whether this is a group length element (gggg,0000).</summary>
    public bool IsGroupLength => Element == 0;

    /// <summary>
    /// For a private element (gggg,xxee) the tag (gggg,00xx) that names its creator; <see langword="null"/> for other tags.
    /// </summary>
    public DicomTag? PrivateCreatorTag =>
        IsPrivate && Element >= 0x1000 ? new DicomTag(Group, (ushort)(Element >> 8)) : null;

    /// <summary>The keyword of PS3.6, such as <c>PatientName</c>, or <see langword="null"/> for private and unknown tags.</summary>
    public string? Keyword => TagDictionary.TryFind(this, out var entry) ? entry.Keyword : null;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> in a data set.</summary>
    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> comes before or is <paramref name="right"/>.</summary>
    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> in a data set.</summary>
    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> comes after or is <paramref name="right"/>.</summary>
    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;

    /// <summary>Reads <c>0010,0010</c>, <c>(0010,0010)</c>, <c>00100010</c> or a keyword such as <c>PatientName</c>.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static DicomTag Parse(string text) =>
        TryParse(text, out var tag) ? tag : throw new FormatException($"'{text}' is neither a tag like 0010,0010 nor a DICOM keyword.");

    /// <inheritdoc cref="Parse(string)"/>
    public static DicomTag Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc cref="Parse(string)"/>
    public static DicomTag Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <summary>Reads what <see cref="Parse(string)"/> reads; <see langword="false"/> when the text is none of it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DicomTag tag) => TryParse(text.AsSpan(), out tag);

    /// <inheritdoc cref="TryParse(string, out DicomTag)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DicomTag result) =>
        TryParse(s.AsSpan(), out result);

    /// <inheritdoc cref="TryParse(string, out DicomTag)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out DicomTag result) => TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string, out DicomTag)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out DicomTag tag)
    {
        text = text.Trim();
        if (TryParseNumbers(text, out tag))
        {
            return true;
        }

        if (TagDictionary.TryFindByKeyword(text, out var entry))
        {
            tag = entry.Tag;
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>The tag as PS3 writes it: <c>(0010,0010)</c>.</summary>
    public override string ToString() => $"({Group:X4},{Element:X4})";

    private static bool TryParseNumbers(ReadOnlySpan<char> text, out DicomTag tag)
    {
        tag = default;
        if (text.Length >= 2 && text[0] == '(' && text[^1] == ')')
        {
            text = text[1..^1];
        }

        var hasComma = text.Length == 9 && text[4] == ',';
        if (!hasComma && text.Length != 8)
        {
            return false;
        }

        if (!ushort.TryParse(text[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var groupNumber)
            || !ushort.TryParse(text[^4..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var elementNumber))
        {
            return false;
        }

        tag = new DicomTag(groupNumber, elementNumber);
        return true;
    }
}
