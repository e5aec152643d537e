using DicomActors.Archive.Index;
using DicomActors.Archive.Query;
using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Tests.Index;

/// <summary>Instances and queries, written as text.</summary>
internal static class Sample
{
    /// <summary>An instance: UIDs of study, series and instance, and <c>Keyword=value</c>.</summary>
    public static StoredInstance Instance(string study, string series, string instance, params string[] attributes)
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage)
            .Add(DicomTag.SopInstanceUid, instance)
            .Add(DicomTag.Modality, "CT");
        foreach (var (tag, uid) in new[] { (DicomTag.StudyInstanceUid, study), (DicomTag.SeriesInstanceUid, series) }.Where(pair => pair.Item2.Length > 0))
        {
            builder.Add(tag, uid);
        }

        foreach (var attribute in attributes)
        {
            Assert.True(builder.TryAddKey(attribute, out var error), error);
        }

        return new StoredInstance(
            SopClasses.CtImageStorage, new Uid(instance), TransferSyntax.ExplicitVRLittleEndian, $"{study}/{series}/{instance}.dcm", 1000, builder.Build());
    }

    /// <summary>Writes the file of an instance.</summary>
    public static async Task WriteAsync(string folder, StoredInstance instance)
    {
        var path = Path.Combine(folder, instance.RelativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var meta = new FileMetaInformation(instance.SopClassUid, instance.SopInstanceUid, instance.TransferSyntax);
        await File.WriteAllBytesAsync(path, [.. meta.Encode(), .. instance.Attributes.Bytes.Span]);
    }

    /// <summary>The identifier with these keys.</summary>
    public static EncodedDataset Identifier(string level, params string[] keys)
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, level);
        foreach (var key in keys)
        {
            Assert.True(builder.TryAddKey(key, out var error), error);
        }

        return builder.Build();
    }

    public static ArchiveQuery Query(Uid sopClass, string level, params string[] keys) =>
        Query(sopClass, ArchiveQueryOptions.Default, level, keys);

    public static ArchiveQuery Query(Uid sopClass, ArchiveQueryOptions options, string level, params string[] keys)
    {
        Assert.True(ArchiveQuery.TryParse(sopClass, Identifier(level, keys), options, out var query, out var refusal), $"The identifier should be a query: {refusal}");
        return query;
    }

    /// <summary>Asks a Study Root query for studies; the values of one attribute of the matches, sorted.</summary>
    public static async Task<string> StudiesAsync(this ArchiveIndex index, string wanted, params string[] keys) =>
        await index.FindAsync(wanted, Query(SopClasses.StudyRootFind, "STUDY", [.. keys.Where(key => key != wanted), .. keys.Any(key => key.StartsWith(wanted, StringComparison.Ordinal)) ? Array.Empty<string>() : [wanted]]));

    public static async Task<string> FindAsync(this ArchiveIndex index, string wanted, ArchiveQuery query)
    {
        var values = new List<string>();
        await foreach (var match in index.FindAsync(query))
        {
            values.Add(match.GetString(DicomTag.Parse(wanted)) ?? "absent");
        }

        return string.Join(' ', values.Order(StringComparer.Ordinal));
    }
}
