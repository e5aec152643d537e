using System.Collections.Immutable;
using System.Text;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>Takes one part of a layout, between two slashes, to pieces.</summary>
internal static class LayoutParser
{
    private const ushort PixelGroup = 0x7FE0;
    private const ushort FirstDatasetGroup = 0x0008;

    /// <summary>The pieces; null and what is wrong if there is anything.</summary>
    public static ImmutableArray<LayoutPart>? Parse(string segment, out string? problem)
    {
        problem = segment switch
        {
            "" => "it has an empty part; '/' stands between two names only.",
            "." or ".." => $"'{segment}' would lead out of the layout's own folder.",
            _ => null,
        };
        var parts = ImmutableArray.CreateBuilder<LayoutPart>();
        for (var rest = segment.AsSpan(); problem is null && !rest.IsEmpty;)
        {
            var open = rest.IndexOf('{');
            var literal = (open < 0 ? rest : rest[..open]).ToString();
            if (literal.Length > 0)
            {
                problem = ProblemOf(literal);
                parts.Add(new LayoutPart(LayoutPartKind.Literal, literal, default));
            }

            rest = open < 0 ? default : rest[(open + 1)..];
            if (open >= 0 && problem is null)
            {
                var close = rest.IndexOf('}');
                var keyword = close < 0 ? "" : rest[..close].ToString();
                problem = close < 0 ? "a '{' has no '}'." : Add(parts, keyword);
                rest = close < 0 ? default : rest[(close + 1)..];
            }
        }

        problem ??= ProblemOfEnds(parts);
        return problem is null ? parts.ToImmutable() : null;
    }

    private static string? Add(ImmutableArray<LayoutPart>.Builder parts, string keyword)
    {
        if (keyword.Equals("CallingAE", StringComparison.OrdinalIgnoreCase) || keyword.Equals("CalledAE", StringComparison.OrdinalIgnoreCase))
        {
            var isCalling = keyword.Equals("CallingAE", StringComparison.OrdinalIgnoreCase);
            parts.Add(new LayoutPart(isCalling ? LayoutPartKind.CallingAETitle : LayoutPartKind.CalledAETitle, "", default));
            return null;
        }

        if (keyword.Length == 0)
        {
            return "'{}' names no attribute.";
        }

        if (!TagDictionary.TryFindByKeyword(keyword, out var entry))
        {
            return $"'{keyword}' is no keyword of an attribute.{(TagDictionary.SuggestKeywords(keyword, 1) is [var likely, ..] ? $" Did you mean {likely}?" : "")}";
        }

        if (!entry.VR.IsText() && !entry.VR.IsBinaryInteger())
        {
            return $"'{keyword}' (VR {entry.VR.Letters()}) has no text to make a name of.";
        }

        if (entry.Tag.Group is < FirstDatasetGroup or >= PixelGroup)
        {
            return $"'{keyword}' does not stand in a data set before its pixel data.";
        }

        parts.Add(new LayoutPart(LayoutPartKind.Attribute, "", entry.Tag));
        return null;
    }

    private static string? ProblemOf(string literal)
    {
        foreach (var character in literal.EnumerateRunes())
        {
            if (character.Value == '}')
            {
                return "a '}' has no '{'.";
            }

            if (!FileNames.IsAllowed(character))
            {
                return Rune.IsControl(character)
                    ? "it has a control character."
                    : $"the character '{character}' cannot stand in file names on every system.";
            }
        }

        return null;
    }

    private static string? ProblemOfEnds(ImmutableArray<LayoutPart>.Builder parts)
    {
        if (parts is [{ IsField: false } first, ..] && first.Literal[0] is '.' or ' ')
        {
            return "a name must not begin with a dot or a space; those with a dot are the archive's own.";
        }

        return parts is [.., { IsField: false } last] && last.Literal[^1] is '.' or ' '
            ? "a name must not end with a dot or a space, which Windows takes away."
            : null;
    }
}
