using DicomActors.Archive.Query.Matching;
using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;
using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Index;

/// <summary>Writes instances with the series and studies they belong to. For one caller at a time, inside a transaction of its.</summary>
internal sealed class IndexWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly EntityTable _studies;
    private readonly EntityTable _series;
    private readonly EntityTable _instances;

    public IndexWriter(SqliteConnection connection)
    {
        _connection = connection;
        _studies = new EntityTable(connection, "study", "StudyInstanceUID", IndexSchema.StudyColumns);
        _series = new EntityTable(connection, "series", "SeriesInstanceUID", [.. IndexSchema.SeriesColumns, "study"]);
        _instances = new EntityTable(
            connection, "instance", "SOPInstanceUID", [.. IndexSchema.InstanceColumns, "series", "transfer_syntax", "path", "length"]);
    }

    /// <summary>
    /// Adds an instance, or replaces what is known of it. Where its study or series says something else than before, the latest
    /// word counts; what it leaves empty stays. Returns the instance's row, and whether it was changed.
    /// </summary>
    public (long Id, bool IsChanged) Put(StoredInstance instance)
    {
        var values = new InstanceValues(instance);
        object series = DBNull.Value;
        if (values.StudyInstanceUid.Length > 0 && values.SeriesInstanceUid.Length > 0)
        {
            series = PutSeries(values, PutStudy(values));
        }

        return _instances.Put(
            instance.SopInstanceUid.Value,
            [
                .. IndexSchema.InstanceColumns.Select(column => values[column]),
                series, instance.TransferSyntax.Uid.Value, instance.RelativePath, instance.Length,
            ],
            keepsKnown: false);
    }

    public void Remove(long id) => IndexFile.Execute(_connection, "DELETE FROM instance WHERE id = $id", ("$id", id));

    public void RemoveAll() => IndexFile.Execute(
        _connection, "DELETE FROM instance; DELETE FROM series; DELETE FROM study; DELETE FROM study_name;");

    public void Dispose()
    {
        _studies.Dispose();
        _series.Dispose();
        _instances.Dispose();
    }

    private long PutStudy(InstanceValues values)
    {
        object[] columns = [.. IndexSchema.StudyColumns.Select(column => values[column])];
        var (id, isChanged) = _studies.Put(values.StudyInstanceUid, columns, keepsKnown: true);
        if (isChanged)
        {
            var name = (string)columns[Array.IndexOf(IndexSchema.StudyColumns, DicomTag.PatientName.Keyword)];
            IndexFile.Execute(_connection, "DELETE FROM study_name WHERE study = $study", ("$study", id));
            foreach (var term in PersonNameMatcher.SearchTerms(name))
            {
                IndexFile.Execute(_connection, "INSERT INTO study_name (folded, study) VALUES ($folded, $study)", ("$folded", term), ("$study", id));
            }
        }

        return id;
    }

    private long PutSeries(InstanceValues values, long study) => _series.Put(
        values.SeriesInstanceUid,
        [.. IndexSchema.SeriesColumns.Select(column => values[column]), study],
        keepsKnown: true).Id;
}
