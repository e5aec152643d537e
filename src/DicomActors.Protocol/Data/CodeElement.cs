using System.Buffers;
using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>
/// One code element of ISO 2022: a set of characters that stands in the lower (G0, bytes 21-7E) or upper half (G1, A0-FF)
/// once its escape sequence has designated it (PS3.3 C.12.1.1.2, tables C.12-2 to C.12-4).
/// </summary>
internal sealed class CodeElement
{
    public static readonly CodeElement Ascii = new("(B", isG1: false, 1, 20127);
    public static readonly CodeElement Romaji = new("(J", isG1: false, 1, 20127);
    public static readonly CodeElement Katakana = new(")I", isG1: true, 1, 932);
    public static readonly CodeElement Kanji = new("$B", isG1: false, 2, 20932);
    public static readonly CodeElement SupplementaryKanji = new("$(D", isG1: false, 2, 20932);
    public static readonly CodeElement Hangul = new("$)C", isG1: true, 2, 949);
    public static readonly CodeElement SimplifiedHanzi = new("$)A", isG1: true, 2, 936);

    private readonly int _codePage;
    private Encoding? _encoding;

    public CodeElement(string escape, bool isG1, int bytesPerCharacter, int codePage)
    {
        Escape = Encoding.ASCII.GetBytes(escape);
        IsG1 = isG1;
        BytesPerCharacter = bytesPerCharacter;
        _codePage = codePage;
    }

    /// <summary>The escape sequence after its ESC byte.</summary>
    public byte[] Escape { get; }

    public bool IsG1 { get; }

    public int BytesPerCharacter { get; }

    // Code pages are loaded when a text needs them, which most never do.
    private Encoding CodePage => _encoding ??= Open(_codePage);

    /// <summary>A code page that drops what it cannot encode and marks what it cannot decode; never throws.</summary>
    public static Encoding Open(int codePage) => codePage switch
    {
        // The framework's own; the others come with the code pages provider.
        20127 or 28591 or 65001 => Encoding.GetEncoding(codePage, new EncoderReplacementFallback(string.Empty), new DecoderReplacementFallback("\uFFFD")),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage, new EncoderReplacementFallback(string.Empty), new DecoderReplacementFallback("\uFFFD"))!,
    };

    /// <summary>One character, given as it stands in the data: <see cref="BytesPerCharacter"/> bytes.</summary>
    public string Decode(ReadOnlySpan<byte> character)
    {
        Span<byte> bytes = stackalloc byte[2];
        bytes = bytes[..character.Length];
        character.CopyTo(bytes);
        if (BytesPerCharacter == 2)
        {
            // Code page 20932 tells JIS X 0208 from JIS X 0212 by the upper bit of the second byte.
            bytes[0] |= 0x80;
            bytes[1] = this == SupplementaryKanji ? (byte)(bytes[1] & 0x7F) : (byte)(bytes[1] | 0x80);
        }

        return CodePage.GetString(bytes);
    }

    /// <summary>The bytes of a character as they stand in the data, or 0 if this set lacks it.</summary>
    public int Encode(Rune character, Span<byte> destination)
    {
        if (!IsG1 && BytesPerCharacter == 1)
        {
            destination[0] = (byte)character.Value;
            return character.IsAscii ? 1 : 0;
        }

        Span<char> text = stackalloc char[2];
        Span<byte> bytes = stackalloc byte[8];
        var length = CodePage.GetBytes(text[..character.EncodeToUtf16(text)], bytes);
        if (length != BytesPerCharacter || bytes[0] < 0xA0 || !IsInSet(bytes[..length]))
        {
            return 0;
        }

        for (var i = 0; i < length; i++)
        {
            destination[i] = IsG1 ? bytes[i] : (byte)(bytes[i] & 0x7F);
        }

        return length;
    }

    public bool MatchesEscape(ReadOnlySpan<byte> afterEscape) => afterEscape.StartsWith(Escape);

    public void Designate(ArrayBufferWriter<byte> output)
    {
        output.Write((ReadOnlySpan<byte>)[0x1B]);
        output.Write<byte>(Escape);
    }

    // The code pages are supersets of the standard's sets; what lies outside is recognised by its bytes.
    private bool IsInSet(ReadOnlySpan<byte> bytes) => BytesPerCharacter switch
    {
        1 => this != Katakana || bytes[0] is >= 0xA1 and <= 0xDF,
        _ when this == SupplementaryKanji => bytes[0] >= 0xA1 && bytes[1] is >= 0x21 and <= 0x7E,
        _ => bytes[0] is >= 0xA1 and <= 0xFE && bytes[1] is >= 0xA1 and <= 0xFE,
    };
}
