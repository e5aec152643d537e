using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace DicomActors.Archive.Storage;

/// <summary>
/// Makes any text a file name that is harmless on every system. Two texts that differ give two names: one that had to be changed
/// ends in a hash of what it was.
/// </summary>
internal static class FileNames
{
    // 255 is what Linux (bytes) and Windows and macOS (UTF-16 units) allow; some file systems take a part of it for themselves.
    private const int LongestName = 200;
    private const int HashLength = 32;
    private const string HashMark = "x";

    // Space, the characters Windows keeps for itself, and Unicode's that cannot be seen are treated apart.
    private static readonly SearchValues<char> Reserved = SearchValues.Create("<>:\"/\\|?*");

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", .. Numbered("COM"), .. Numbered("LPT")], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The name. Free of separators, control and invisible characters and what Windows reserves; never empty, <c>.</c> or <c>..</c>;
    /// with no dot or space at its ends; of at most 200 bytes in UTF-8.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="extension">What the name is to end in, such as <c>.dcm</c>: harmless itself and of a few characters.</param>
    public static string Clean(string text, string extension = "")
    {
        var name = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // An unpaired surrogate is enumerated as U+FFFD, which a text may hold by itself: the comparison below tells them apart.
            name.Append(IsAllowed(rune) ? rune.ToString() : "_");
        }

        var harmless = HarmlessEnds(name.ToString(), extension);
        var length = Encoding.UTF8.GetByteCount(harmless) + Encoding.UTF8.GetByteCount(extension);
        if (length <= LongestName && harmless == text && !EndsLikeAHash(text))
        {
            return harmless + extension;
        }

        var hash = HashOf(text);
        return Shorten(harmless, LongestName - Encoding.UTF8.GetByteCount(extension) - hash.Length - 1) + "-" + hash + extension;
    }

    /// <summary>Whether a character may stand in a name on every system.</summary>
    public static bool IsAllowed(Rune character) => !(character.IsBmp && Reserved.Contains((char)character.Value)) && Rune.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.SpaceSeparator => character.Value == ' ',
        _ => true,
    };

    /// <summary>Stands for a text of which nothing else may be shown.</summary>
    public static string HashOf(string text) =>
        HashMark + Convert.ToHexStringLower(SHA256.HashData(BytesOf(text)))[..HashLength];

    // UTF-16, not UTF-8: there unpaired surrogates would all become the same.
    private static ReadOnlySpan<byte> BytesOf(string text) => MemoryMarshal.AsBytes(text.AsSpan());

    private static string HarmlessEnds(string name, string extension)
    {
        name = name.TrimEnd(extension.Length == 0 ? ['.', ' '] : [' ']);
        if (name.Length == 0)
        {
            return "_";
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var device = (dot < 0 ? name : name[..dot]).TrimEnd(' ');
        return name[0] is '.' or ' ' or '~' || Devices.Contains(device) ? "_" + name : name;
    }

    private static bool EndsLikeAHash(string name) =>
        name.Length > HashLength + 1 && name[^(HashLength + 2)] == '-' && name[^(HashLength + 1)..].StartsWith(HashMark, StringComparison.Ordinal);

    private static string Shorten(string name, int bytes)
    {
        var length = 0;
        var end = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            length += rune.Utf8SequenceLength;
            if (length > bytes)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return name[..end];
    }

    private static IEnumerable<string> Numbered(string device) => "123456789\u00b9\u00b2\u00b3".Select(digit => $"{device}{digit}");
}
