using System.IO.Enumeration;
using DicomActors.Protocol.Data;

namespace DicomActors.Samples;

/// <summary>Matching of a worklist's keys, those in sequences included (PS3.4 K.2.2.1, C.2.2.2).</summary>
internal static class WorklistMatch
{
    /// <summary>What to answer for an entry: the keys asked for, with its values. Null: it does not match.</summary>
    public static EncodedDataset? Answer(EncodedDataset query, EncodedDataset entry)
    {
        var answer = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian);
        var reader = query.GetReader();
        while (reader.Read())
        {
            var isKey = reader.Depth == 0 && !reader.Tag.IsGroupLength && reader.Tag != DicomTag.SpecificCharacterSet;
            if (isKey && !(reader.TokenType == DatasetTokenType.Element
                ? TryAnswerValue(answer, reader.Tag, reader.VR, query, entry)
                : TryAnswerItems(answer, reader.Tag, query, entry)))
            {
                return null;
            }

            reader.Skip();
        }

        return answer.Build();
    }

    private static bool TryAnswerValue(DatasetBuilder answer, DicomTag tag, VR vr, EncodedDataset query, EncodedDataset entry)
    {
        if (!Matches(vr, query.GetString(tag) ?? "", entry.GetStrings(tag)))
        {
            return false;
        }

        // A value that is none of its VR comes back empty, like one that is not there.
        return answer.TryAdd(tag, vr, entry.GetString(tag) ?? "", out _) || answer.TryAdd(tag, vr, "", out _);
    }

    // C.2.2.2.6: one item holds the keys, and one of the entry's items has to match them.
    private static bool TryAnswerItems(DatasetBuilder answer, DicomTag tag, EncodedDataset query, EncodedDataset entry)
    {
        var keys = query.GetItems(tag) is [var first, ..] ? first : null;
        var items = entry.GetItems(tag);
        var matching = keys is null || keys.IsEmpty ? items : [.. items.Select(item => Answer(keys, item)).OfType<EncodedDataset>()];
        answer.Add(tag, VR.SQ, "");
        foreach (var item in matching)
        {
            answer.AddItem(tag, item);
        }

        var nothing = new EncodedDataset(ReadOnlyMemory<byte>.Empty, TransferSyntax.ExplicitVRLittleEndian);
        return matching.Count > 0 || keys is null || Answer(keys, nothing) is not null;
    }

    private static bool Matches(VR vr, string key, IReadOnlyList<string> values)
    {
        if (key.AsSpan().Trim('*').IsEmpty)
        {
            return true;
        }

        return values.Any(value => vr switch
        {
            VR.DA or VR.TM => IsInRange(key, value),
            VR.UI => key.Split('\\').Contains(value),
            _ => FileSystemName.MatchesSimpleExpression(key, value, ignoreCase: vr == VR.PN),
        });
    }

    private static bool IsInRange(string key, string value)
    {
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        var (first, last) = dash < 0 ? (key, key) : (key[..dash], key[(dash + 1)..]);

        // A time may be given to the hour or minute only: then all of it counts.
        return string.CompareOrdinal(value, first) >= 0 && (last.Length == 0 || string.CompareOrdinal(value, 0, last, 0, last.Length) <= 0);
    }
}
