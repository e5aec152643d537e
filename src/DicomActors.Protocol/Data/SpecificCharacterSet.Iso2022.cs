using System.Buffers;
using System.Text;

namespace DicomActors.Protocol.Data;

/// <content>Code extensions: escape sequences switch between sets inside a value (PS3.5 6.1.2.5).</content>
public sealed partial class SpecificCharacterSet
{
    private const byte Escape = 0x1B;

    private static bool IsControlThatResets(int character) => character is '\t' or '\n' or '\f' or '\r';

    private static bool IsDelimiter(int character, bool isPersonName) =>
        character == '\\' || (isPersonName && character is '^' or '=');

    private string DecodeExtended(ReadOnlySpan<byte> bytes, bool isPersonName)
    {
        var text = new StringBuilder(bytes.Length);
        var g0 = _initialG0;
        var g1 = _initialG1;
        var i = 0;
        while (i < bytes.Length)
        {
            var current = bytes[i];
            if (current == Escape && FindDesignated(bytes[(i + 1)..]) is { } designated)
            {
                (g0, g1) = designated.IsG1 ? (g0, designated) : (designated, g1);
                i += 1 + designated.Escape.Length;
                continue;
            }

            // In a two-byte G0 the bytes of delimiters are halves of characters.
            if (IsControlThatResets(current) || (g0.BytesPerCharacter == 1 && IsDelimiter(current, isPersonName)))
            {
                text.Append((char)current);
                (g0, g1) = (_initialG0, _initialG1);
                i++;
                continue;
            }

            var element = current < 0x80 ? (current is > 0x20 and < 0x7F ? g0 : CodeElement.Ascii) : g1;
            var length = Math.Min(element?.BytesPerCharacter ?? 1, bytes.Length - i);
            text.Append(element switch
            {
                null => ((char)current).ToString(),
                { BytesPerCharacter: 2 } when length == 1 => "\uFFFD",
                _ => element.Decode(bytes.Slice(i, length)),
            });
            i += length;
        }

        return text.ToString();
    }

    private static CodeElement? FindDesignated(ReadOnlySpan<byte> afterEscape)
    {
        foreach (var element in CharacterRepertoire.CodeElements)
        {
            if (element.MatchesEscape(afterEscape))
            {
                return element;
            }
        }

        return null;
    }

    private void EncodeExtended(string text, bool isPersonName, ArrayBufferWriter<byte> output)
    {
        Span<byte> bytes = stackalloc byte[4];
        var g0 = _initialG0;
        var g1 = _initialG1;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                // PS3.5 6.1.2.5.3: back to a single-byte G0 before a delimiter; a space may stay in the two-byte set.
                g0 = ReturnTo(_initialG0, g0, output);
                output.Write([(byte)rune.Value]);
                if (IsControlThatResets(rune.Value) || IsDelimiter(rune.Value, isPersonName))
                {
                    g1 = _initialG1;
                }

                continue;
            }

            var length = g1?.Encode(rune, bytes) ?? 0;
            length = length == 0 ? g0.Encode(rune, bytes) : length;
            if (length == 0 && FindElement(rune, bytes, out length) is { } element)
            {
                element.Designate(output);
                (g0, g1) = element.IsG1 ? (g0, element) : (element, g1);
            }

            if (length == 0)
            {
                g0 = ReturnTo(_initialG0, g0, output);
                output.Write("?"u8);
                continue;
            }

            output.Write(bytes[..length]);
        }

        ReturnTo(_initialG0, g0, output);
    }

    private static CodeElement ReturnTo(CodeElement initial, CodeElement current, ArrayBufferWriter<byte> output)
    {
        if (current != initial)
        {
            initial.Designate(output);
        }

        return initial;
    }

    private CodeElement? FindElement(Rune rune, Span<byte> bytes, out int length)
    {
        foreach (var repertoire in _repertoires)
        {
            if (repertoire.G1 is { } g1 && (length = g1.Encode(rune, bytes)) > 0)
            {
                return g1;
            }

            if (repertoire.G0 is { BytesPerCharacter: 2 } g0 && (length = g0.Encode(rune, bytes)) > 0)
            {
                return g0;
            }
        }

        length = 0;
        return null;
    }
}
