using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>
/// The value of Specific Character Set (0008,0005): how the text of a data set becomes .NET strings and back
/// (PS3.3 C.12.1.1.2, PS3.5 6.1). Covers the single-byte sets ISO_IR 6, 13, 100, 101, 109, 110, 126, 127, 138, 144, 148,
/// 166 and 203, ISO_IR 192 (UTF-8), GB18030, GBK, and ISO 2022 code extensions with IR 87, 159, 149 and 58 besides.
/// </summary>
/// <remarks>
/// Never throws on data. Bytes that mean nothing in their set become U+FFFD. Where the default repertoire or an unknown
/// set applies and bytes above 7F occur all the same, the text is read as UTF-8 if it is valid UTF-8, else as Latin-1.
/// Characters that a set cannot express are written as question marks. Immutable.
/// </remarks>
public sealed partial class SpecificCharacterSet : IEquatable<SpecificCharacterSet>
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ImmutableArray<CharacterRepertoire> _repertoires;
    private readonly CodeElement _initialG0;
    private readonly CodeElement? _initialG1;
    private readonly Encoding? _whole;
    private readonly bool _isUndetermined;

    private SpecificCharacterSet(string value)
    {
        Value = value;
        var terms = value.Split('\\', StringSplitOptions.TrimEntries);
        var found = terms.Select(CharacterRepertoire.Find).ToArray();
        UnknownTerms = [.. terms.Where((_, i) => found[i] is null)];
        _repertoires = [.. found.OfType<CharacterRepertoire>()];

        // GBK, GB18030 and UTF-8 allow no extensions; a data set that names one along with others means that one.
        _whole = _repertoires.FirstOrDefault(repertoire => repertoire.Whole is not null)?.Whole;
        var initial = found[0] ?? CharacterRepertoire.Default;
        _initialG0 = initial.G0 is { BytesPerCharacter: 1 } single ? single : CodeElement.Ascii;
        _initialG1 = initial.G1;
        _isUndetermined = _whole is null && _initialG1 is null && (_repertoires.Length <= 1 || UnknownTerms.Length > 0);
    }

    /// <summary>The default repertoire, ISO_IR 6 (ASCII): what applies where (0008,0005) is absent.</summary>
    public static SpecificCharacterSet Default { get; } = new(string.Empty);

    /// <summary>ISO_IR 192: Unicode in UTF-8.</summary>
    public static SpecificCharacterSet Utf8 { get; } = new("ISO_IR 192");

    /// <summary>The value as it stands in (0008,0005), several defined terms separated by backslashes; empty for the default.</summary>
    public string Value { get; }

    /// <summary>The defined terms in <see cref="Value"/> that are not understood.</summary>
    public ImmutableArray<string> UnknownTerms { get; }

    /// <summary>The character set a value of (0008,0005) names. Any text is accepted, see <see cref="UnknownTerms"/>.</summary>
    public static SpecificCharacterSet Parse(string? value) => value?.Trim(' ', '\0') switch
    {
        null or "" => Default,
        "ISO_IR 192" => Utf8,
        { } text => new SpecificCharacterSet(text),
    };

    /// <summary>The text of encoded bytes, padding included. Code extensions start anew after each value, line and, in names, component.</summary>
    /// <param name="bytes">The encoded value.</param>
    /// <param name="isPersonName">Whether <c>^</c> and <c>=</c> delimit components (VR PN).</param>
    public string Decode(ReadOnlySpan<byte> bytes, bool isPersonName = false)
    {
        if (_whole is not null)
        {
            return _whole.GetString(bytes);
        }

        if (bytes.IndexOf(Escape) >= 0)
        {
            return DecodeExtended(bytes, isPersonName);
        }

        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        return _isUndetermined ? DecodeUndetermined(bytes) : DecodeExtended(bytes, isPersonName);
    }

    /// <summary>The encoded form of a text, without padding.</summary>
    /// <param name="text">Any text; <c>\</c> delimits values.</param>
    /// <param name="isPersonName">Whether <c>^</c> and <c>=</c> delimit components (VR PN).</param>
    public byte[] Encode(string text, bool isPersonName = false)
    {
        if (_whole is not null && (_whole is UTF8Encoding || CanEncode(text)))
        {
            return _whole.GetBytes(text);
        }

        if (Ascii.IsValid(text))
        {
            return Encoding.ASCII.GetBytes(text);
        }

        var output = new ArrayBufferWriter<byte>(text.Length + 16);
        if (_whole is null)
        {
            EncodeExtended(text, isPersonName, output);
            return output.WrittenSpan.ToArray();
        }

        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = _whole.GetBytes(rune.ToString());
            output.Write(bytes.Length == 0 ? "?"u8 : bytes);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Whether every character of the text can be expressed.</summary>
    public bool CanEncode(string text)
    {
        if (Ascii.IsValid(text))
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && (_whole is null ? FindElement(rune, bytes, out _) is null : _whole.GetByteCount(rune.ToString()) == 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(SpecificCharacterSet? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpecificCharacterSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The value of (0008,0005), or "ISO_IR 6" for the default.</summary>
    public override string ToString() => Value.Length == 0 ? "ISO_IR 6" : Value;

    private static string DecodeUndetermined(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
