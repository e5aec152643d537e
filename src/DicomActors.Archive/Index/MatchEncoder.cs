using DicomActors.Archive.Query;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>Makes the identifier of a response, PS3.4 C.4.1.1.3.2.</summary>
internal static class MatchEncoder
{
    public static EncodedDataset Encode(ArchiveQuery query, string[] values)
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian);
        var isExpressible = query.CharacterSet.Value.Length > 0;
        var isAscii = true;
        var next = 0;
        foreach (var key in query.Keys)
        {
            var text = key.IsSupported ? values[next++]
                : key.Tag.IsPrivateCreator ? key.Value
                : string.Empty;
            if (!builder.TryAdd(key.Tag, key.VR, text, out _))
            {
                builder.Add(key.Tag, key.VR, string.Empty);
            }

            isAscii &= System.Text.Ascii.IsValid(text);
            isExpressible = isExpressible && query.CharacterSet.CanEncode(text);
        }

        builder.Add(DicomTag.QueryRetrieveLevel, LevelText(query.Level));
        if (query.RetrieveAETitle.Length > 0)
        {
            builder.Add(DicomTag.RetrieveAETitle, query.RetrieveAETitle);
        }

        // Otherwise the builder states UTF-8 where it is needed.
        if (!isAscii && isExpressible)
        {
            builder.Add(DicomTag.SpecificCharacterSet, query.CharacterSet.Value);
        }

        return builder.Build();
    }

    private static string LevelText(QueryLevel level) => level switch
    {
        QueryLevel.Patient => "PATIENT",
        QueryLevel.Study => "STUDY",
        QueryLevel.Series => "SERIES",
        _ => "IMAGE",
    };
}
