using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Data;

/// <summary>
/// The data dictionary of PS3.6, repeating groups included. Loaded at first use (a few milliseconds); safe for any thread.
/// </summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "A dictionary in the standard's sense.")]
public static class TagDictionary
{
    private static readonly Lazy<TagTable> Table = new(TagTable.Load);

    /// <summary>Every element; one of a repeating group once, under its first group.</summary>
    public static IEnumerable<DictionaryEntry> Entries => Table.Value.AllEntries();

    /// <summary>The entry of a public tag; <see langword="false"/> for private and unknown tags.</summary>
    public static bool TryFind(DicomTag tag, [NotNullWhen(true)] out DictionaryEntry? entry)
    {
        var line = tag.IsPrivate ? -1 : Table.Value.Find(tag);
        entry = line < 0 ? null : Table.Value.GetEntry(line, tag);
        return entry is not null;
    }

    /// <summary>The entry with this keyword, in any case; <see langword="false"/> if there is none.</summary>
    public static bool TryFindByKeyword(ReadOnlySpan<char> keyword, [NotNullWhen(true)] out DictionaryEntry? entry)
    {
        var table = Table.Value;
        entry = table.Keywords.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(keyword, out var line)
            ? table.GetEntry(line, table.GetTag(line))
            : null;
        return entry is not null;
    }

    /// <summary>
    /// The VR to read an element with when the data set does not say. Group lengths are UL, private creators LO, other
    /// private and all unknown elements UN (PS3.5 6.2.2, 7.8). Allocates nothing.
    /// </summary>
    public static VR FindVR(DicomTag tag)
    {
        if (tag.IsGroupLength)
        {
            return VR.UL;
        }

        if (tag.IsPrivate)
        {
            return tag.IsPrivateCreator ? VR.LO : VR.UN;
        }

        var line = Table.Value.Find(tag);
        return line < 0 ? VR.UN : Table.Value.GetVR(line);
    }

    /// <summary>
    /// Whether the standard leaves open if the element holds signed or unsigned numbers ("US or SS"): Pixel Representation
    /// (0028,0103) then decides. Allocates nothing.
    /// </summary>
    internal static bool DependsOnPixelRepresentation(DicomTag tag)
    {
        var line = tag.IsPrivate ? -1 : Table.Value.Find(tag);
        return line >= 0 && Table.Value.DependsOnPixelRepresentation(line);
    }

    /// <summary>Up to <paramref name="count"/> keywords that look like a mistyped one, the likeliest first; may be empty.</summary>
    public static IReadOnlyList<string> SuggestKeywords(string mistyped, int count = 3)
    {
        var limit = Math.Max(2, mistyped.Length / 3);
        return [.. Table.Value.Keywords.Keys
            .Select(keyword => (Keyword: keyword, Distance: Rank(keyword, mistyped)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Keyword.Length)
            .ThenBy(candidate => candidate.Keyword, StringComparer.Ordinal)
            .Take(count).Select(candidate => candidate.Keyword)];
    }

    // A keyword that merely continues what was typed ("Patient" → "PatientID") is a likely guess whatever its length.
    private static int Rank(string keyword, string mistyped) =>
        mistyped.Length >= 4 && keyword.StartsWith(mistyped, StringComparison.OrdinalIgnoreCase)
            ? 1
            : KeywordDistance.Between(keyword, mistyped);
}
