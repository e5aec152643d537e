using System.Globalization;
using System.Numerics;

namespace DicomActors.Protocol.Data;

/// <summary>
/// A DICOM unique identifier (PS3.5 section 9), without padding. Holds whatever text it is given: a peer's bad UID must
/// be reportable, so validity is a question (<see cref="IsValid"/>), not a precondition.
/// </summary>
public readonly record struct Uid : IComparable<Uid>
{
    /// <summary>Longest UID, in characters (PS3.5 9.1).</summary>
    public const int MaximumLength = 64;

    private readonly string? _value;

    /// <summary>A UID with this text; trailing NUL and spaces, the padding of data sets, are taken off.</summary>
    public Uid(string? value)
    {
        var length = value.AsSpan().TrimEnd("\0 ").Length;
        _value = length == 0 ? null : length == value!.Length ? value : value[..length];
    }

    /// <summary>No UID: an absent or empty value.</summary>
    public static Uid Empty => default;

    /// <summary>The text, empty for <see cref="Empty"/>.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => _value is null;

    /// <summary>
    /// Whether the text keeps PS3.5 9.1: 1 to 64 characters, digits in components separated by single dots, no leading
    /// zero in a component of more than one digit.
    /// </summary>
    public bool IsValid
    {
        get
        {
            var text = Value;
            if (text.Length is 0 or > MaximumLength)
            {
                return false;
            }

            var componentStart = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && char.IsAsciiDigit(text[i]))
                {
                    continue;
                }

                var length = i - componentStart;
                if ((i < text.Length && text[i] != '.') || length == 0 || (length > 1 && text[componentStart] == '0'))
                {
                    return false;
                }

                componentStart = i + 1;
            }

            return true;
        }
    }

    /// <summary>The name PS3.6 Annex A registers for this UID, or <see langword="null"/>.</summary>
    public string? Name => UidDictionary.TryFind(this, out var entry) ? entry.Name : null;

    /// <summary>A new UID that is unique without a registered root: 2.25 and a random UUID as a decimal number (PS3.5 B.2).</summary>
    public static Uid Generate() => FromUuid(Guid.NewGuid());

    /// <summary>The UID 2.25.&lt;the UUID as a decimal number&gt; (PS3.5 B.2).</summary>
    public static Uid FromUuid(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        return new Uid("2.25." + number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>, by ordinal text.</summary>
    public static bool operator <(Uid left, Uid right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts before or is <paramref name="right"/>.</summary>
    public static bool operator <=(Uid left, Uid right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>, by ordinal text.</summary>
    public static bool operator >(Uid left, Uid right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts after or is <paramref name="right"/>.</summary>
    public static bool operator >=(Uid left, Uid right) => left.CompareTo(right) >= 0;

    /// <summary>Ordinal comparison of the text.</summary>
    public int CompareTo(Uid other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
