using System.Buffers;
using DicomActors.Archive.Index;

namespace DicomActors.Archive.Query.Matching;

/// <summary>Wildcard matching, PS3.4 C.2.2.2.4: <c>*</c> is any run of characters, none included, <c>?</c> is one; nothing escapes them.</summary>
internal sealed class WildcardMatcher(string pattern) : ValueMatcher
{
    // Sorts after whatever follows the prefix, in SQLite's order of UTF-8 bytes.
    private const string Highest = "\U0010FFFF";

    private static readonly SearchValues<char> Wildcards = SearchValues.Create('*', '?');

    public static bool HasWildcard(ReadOnlySpan<char> text) => text.ContainsAny(Wildcards);

    public override bool Matches(string value) => Matches(pattern, value);

    public override string? Narrow(ArchiveAttribute attribute, SqlParameters parameters) =>
        attribute.IsSingleValued ? NarrowToPrefix(attribute.Expression, pattern, parameters) : null;

    /// <summary>The condition that a text begins like the pattern; null if that begins with a wildcard.</summary>
    public static string? NarrowToPrefix(string expression, string pattern, SqlParameters parameters)
    {
        var end = pattern.AsSpan().IndexOfAny(Wildcards);
        var prefix = end < 0 ? pattern : pattern[..end];
        return prefix.Length == 0
            ? null
            : $"({expression} >= {parameters.Add(prefix)} AND {expression} < {parameters.Add(prefix + Highest)})";
    }

    /// <summary>Whether a text is like a pattern. Takes time in proportion to the product of their lengths at worst.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t) = (0, 0);
        var (afterStar, resume) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (afterStar, resume) = (++p, t);
            }
            else if (p < pattern.Length && pattern[p] == '?')
            {
                (p, t) = (p + 1, t + CharacterLength(text, t));
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (afterStar >= 0)
            {
                resume += CharacterLength(text, resume);
                (p, t) = (afterStar, resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    // A character outside the basic plane is two chars, but one character to the peer.
    private static int CharacterLength(ReadOnlySpan<char> text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
}
