using DicomActors.Archive.Index;
using DicomActors.Archive.Query.Matching;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Query;

/// <summary>Understands identifiers and holds them to the rules of the hierarchy.</summary>
internal static class QueryParser
{
    private static readonly DicomTag[] NoKeys =
        [DicomTag.SpecificCharacterSet, DicomTag.QueryRetrieveLevel, DicomTag.TimezoneOffsetFromUtc];

    private static readonly DicomTag[] OfEveryLevel = [DicomTag.RetrieveAETitle, DicomTag.InstanceAvailability];

    public static (ArchiveQuery? Query, QueryRefusal? Refusal) Parse(Uid sopClass, EncodedDataset identifier, ArchiveQueryOptions options)
    {
        if (FindModel(sopClass) is not var (model, isRetrieve))
        {
            return (null, Refuse(DicomTag.AffectedSopClassUid, "not a query of Patient Root or Study Root"));
        }

        if (ReadLevel(identifier, model) is not { } level)
        {
            return (null, Refuse(DicomTag.QueryRetrieveLevel, "no query/retrieve level of this model"));
        }

        var (keys, refusal) = ReadKeys(identifier, level);
        refusal ??= CheckHierarchy(keys, model, level, options, isRetrieve);
        refusal ??= isRetrieve ? CheckRetrieve(keys, level) : null;
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var query = new ArchiveQuery
        {
            Model = model, Level = level, Keys = keys, CharacterSet = identifier.CharacterSet, Options = options,
        };
        return (query, null);
    }

    /// <summary>The unique key of a level, PS3.4 C.6.1.1 and C.6.2.1.</summary>
    public static DicomTag UniqueKey(QueryLevel level) => level switch
    {
        QueryLevel.Patient => DicomTag.PatientId,
        QueryLevel.Study => DicomTag.StudyInstanceUid,
        QueryLevel.Series => DicomTag.SeriesInstanceUid,
        _ => DicomTag.SopInstanceUid,
    };

    private static (InformationModel Model, bool IsRetrieve)? FindModel(Uid sopClass) =>
        sopClass == SopClasses.PatientRootFind ? (InformationModel.PatientRoot, false)
        : sopClass == SopClasses.StudyRootFind ? (InformationModel.StudyRoot, false)
        : sopClass == SopClasses.PatientRootMove || sopClass == SopClasses.PatientRootGet ? (InformationModel.PatientRoot, true)
        : sopClass == SopClasses.StudyRootMove || sopClass == SopClasses.StudyRootGet ? (InformationModel.StudyRoot, true)
        : null;

    private static QueryLevel? ReadLevel(EncodedDataset identifier, InformationModel model) =>
        identifier.GetString(DicomTag.QueryRetrieveLevel) switch
        {
            "PATIENT" when model == InformationModel.PatientRoot => QueryLevel.Patient,
            "STUDY" => QueryLevel.Study,
            "SERIES" => QueryLevel.Series,
            "IMAGE" => QueryLevel.Image,
            _ => null,
        };

    private static (List<QueryKey> Keys, QueryRefusal? Refusal) ReadKeys(EncodedDataset identifier, QueryLevel level)
    {
        var keys = new List<QueryKey>();
        QueryRefusal? refusal = null;
        var reader = identifier.GetReader();
        while (reader.Read())
        {
            if (reader.Depth == 0 && !reader.Tag.IsGroupLength && !NoKeys.Contains(reader.Tag))
            {
                var vr = reader.VR == VR.UN && !reader.Tag.IsPrivate ? TagDictionary.FindVR(reader.Tag) : reader.VR;
                var value = reader.TokenType == DatasetTokenType.Element
                    ? new ElementValue(reader.Value, vr, reader.IsBigEndian).GetText(identifier.CharacterSet)
                    : string.Empty;
                var (key, fault) = Understand(new QueryKey(reader.Tag, vr, value), level);
                keys.Add(key);
                refusal ??= fault;
            }

            reader.Skip();
        }

        return reader.Error is { } error
            ? (keys, new QueryRefusal(DimseStatus.UnableToProcess, error.Tag is { } tag ? [tag] : [], "the identifier is damaged"))
            : (keys, refusal);
    }

    private static (QueryKey Key, QueryRefusal? Refusal) Understand(QueryKey key, QueryLevel level)
    {
        if (ArchiveAttributes.Find(key.Tag, level) is not { } attribute)
        {
            return (key, null);
        }

        var (matcher, error) = key.Value.Length == 0 ? (null, null) : ValueMatcher.Create(attribute, key.Value);
        return (key with { Attribute = attribute, Matcher = matcher }, error is null ? null : Refuse(key.Tag, $"{attribute.Column}: {error}"));
    }

    // PS3.4 C.4.1.2.1, C.4.1.3.1.1: one value for the unique key of each level above, and no other key of those levels.
    private static QueryRefusal? CheckHierarchy(
        List<QueryKey> keys, InformationModel model, QueryLevel level, ArchiveQueryOptions options, bool isRetrieve)
    {
        if (options.RelationalQueries)
        {
            return null;
        }

        var top = model == InformationModel.PatientRoot ? QueryLevel.Patient : QueryLevel.Study;
        for (var above = top; above < level; above++)
        {
            var tag = UniqueKey(above);
            if (keys.Find(key => key.Tag == tag) is not { } unique || !HasOneValue(unique))
            {
                return Refuse(tag, $"one {tag.Keyword} is required at this level");
            }
        }

        // What belongs to a level above may be asked for, which costs nothing, but not matched.
        bool IsOfLevelAbove(QueryKey key) =>
            key.Matcher is not null && !IsUnique(key.Tag) && !OfEveryLevel.Contains(key.Tag) && LevelOf(key.Attribute!, model) < level;

        var offending = isRetrieve ? [] : keys.Where(IsOfLevelAbove).Select(key => key.Tag).ToList();
        return offending.Count == 0
            ? null
            : new QueryRefusal(DimseStatus.DatasetDoesNotMatchSopClass, offending, "keys of a level above need a relational query");
    }

    // PS3.4 C.4.2.1.4.1, C.4.3.1.3.1: unique keys only. Patient ID narrows safely, and many send it in the Study Root model too.
    private static QueryRefusal? CheckRetrieve(List<QueryKey> keys, QueryLevel level)
    {
        var unique = UniqueKey(level);
        var isGiven = keys.Find(key => key.Tag == unique) is { } key && (level == QueryLevel.Patient ? HasOneValue(key) : key.Value.Length > 0);
        if (!isGiven)
        {
            return Refuse(unique, $"{unique.Keyword} must say what to retrieve");
        }

        var offending = keys.Where(key => key.Value.Length > 0 && (!IsUnique(key.Tag) || !key.IsSupported)).Select(key => key.Tag).ToList();
        return offending.Count == 0
            ? null
            : new QueryRefusal(DimseStatus.DatasetDoesNotMatchSopClass, offending, "only unique keys of this level and above");
    }

    private static bool HasOneValue(QueryKey key) =>
        key.Value.Length > 0 && !key.Value.Contains('\\', StringComparison.Ordinal) && !WildcardMatcher.HasWildcard(key.Value);

    // In Study Root the patient is part of the study (PS3.4 C.6.2.1.2).
    private static QueryLevel LevelOf(ArchiveAttribute attribute, InformationModel model) =>
        attribute.Level == QueryLevel.Patient && model == InformationModel.StudyRoot ? QueryLevel.Study : attribute.Level;

    private static bool IsUnique(DicomTag tag) =>
        tag == DicomTag.PatientId || tag == DicomTag.StudyInstanceUid || tag == DicomTag.SeriesInstanceUid || tag == DicomTag.SopInstanceUid;

    private static QueryRefusal Refuse(DicomTag tag, string comment) => new(DimseStatus.DatasetDoesNotMatchSopClass, [tag], comment);
}
