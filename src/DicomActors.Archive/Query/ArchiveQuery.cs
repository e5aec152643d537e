using System.Diagnostics.CodeAnalysis;
using DicomActors.Archive.Index;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Query;

/// <summary>
/// The identifier of a C-FIND, C-MOVE or C-GET, understood: which level, which keys, and how each is to match (PS3.4 C.2.2.2).
/// Immutable.
/// </summary>
public sealed record ArchiveQuery
{
    internal ArchiveQuery()
    {
    }

    /// <summary>The hierarchy.</summary>
    public required InformationModel Model { get; init; }

    /// <summary>What one match is.</summary>
    public required QueryLevel Level { get; init; }

    /// <summary>
    /// The keys in the order of their tags, without Query/Retrieve Level, Specific Character Set, Timezone Offset From UTC and group lengths.
    /// </summary>
    public required IReadOnlyList<QueryKey> Keys { get; init; }

    /// <summary>
    /// The character set of the identifier. Matches are returned in it where it is stated and can express them, else in UTF-8
    /// (ISO_IR 192); plain ASCII states none.
    /// </summary>
    public required SpecificCharacterSet CharacterSet { get; init; }

    /// <summary>The limits it was parsed with.</summary>
    public required ArchiveQueryOptions Options { get; init; }

    /// <summary>
    /// Where matches say that they can be retrieved from: Retrieve AE Title (0008,0054) of every match. Empty (default): not said,
    /// though the standard wants it (PS3.4 C.4.1.1.3.2).
    /// </summary>
    public string RetrieveAETitle { get; init; } = string.Empty;

    /// <summary>
    /// Whether some key is not known to the archive at this level: matches are then pending with FF01H (PS3.4 table C.4-1).
    /// </summary>
    public bool HasUnsupportedKeys => Keys.Any(static key => !key.IsSupported);

    /// <summary>The values of the unique key of the level: the entities a retrieve asks for; none where it is universal.</summary>
    public IReadOnlyList<string> UniqueKeyValues =>
        Keys.FirstOrDefault(key => key.Tag == QueryParser.UniqueKey(Level)) is { Value.Length: > 0 } key ? key.Value.Split('\\') : [];

    /// <summary>
    /// The keys that are supported for a level: to match, where they are its own (in Study Root the patient's are the study's), and
    /// to be returned, those of the levels above included. Others match everything and come back empty, with FF01H.
    /// </summary>
    public static IReadOnlyList<DicomTag> SupportedKeys(QueryLevel level) =>
        [.. ArchiveAttributes.All.Where(attribute => attribute.Level <= level).Select(attribute => attribute.Tag)];

    /// <summary>Understands an identifier.</summary>
    /// <param name="sopClass">
    /// Patient Root or Study Root, FIND, MOVE or GET. With MOVE and GET only unique keys may have values, and that of the level must
    /// have one or, if it is a UID, a list (PS3.4 C.4.2.1.4.1, C.4.3.1.3.1).
    /// </param>
    /// <param name="identifier">The identifier.</param>
    /// <param name="options">What was negotiated.</param>
    /// <param name="query">The query.</param>
    /// <param name="refusal">What to answer if it is none: the identifier breaks the rules of the hierarchy, or is damaged.</param>
    public static bool TryParse(
        Uid sopClass, EncodedDataset identifier, ArchiveQueryOptions options,
        [NotNullWhen(true)] out ArchiveQuery? query, [NotNullWhen(false)] out QueryRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(options);
        (query, refusal) = QueryParser.Parse(sopClass, identifier, options);
        return refusal is null && query is not null;
    }
}
