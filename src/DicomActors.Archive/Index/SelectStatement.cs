using DicomActors.Archive.Query;
using DicomActors.Protocol.Data;
using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Index;

/// <summary>
/// A query as SQL: the attributes of its keys, from the rows its matchers leave. Which of those match is decided row by row, in order
/// of the rows, so that nothing is gathered.
/// </summary>
internal sealed class SelectStatement
{
    /// <summary>What every statement for instances begins with; see <see cref="ReadInstance"/>.</summary>
    public const string InstanceColumns =
        "instance.SOPClassUID, instance.SOPInstanceUID, instance.transfer_syntax, instance.path, instance.length, study.StudyInstanceUID, series.SeriesInstanceUID";

    private const int InstanceColumnCount = 7;

    private readonly ArchiveQuery _query;
    private readonly List<ArchiveAttribute> _attributes;
    private readonly SqlParameters _parameters = new();
    private readonly string _text;
    private readonly int _firstAttribute;
    private readonly DateTimePairs _pairs;

    private SelectStatement(ArchiveQuery query, string columns, int columnCount, string from, string order)
    {
        _query = query;
        _firstAttribute = columnCount;
        _pairs = DateTimePairs.Of(query);
        _attributes = [.. query.Keys.Select(key => key.Attribute).OfType<ArchiveAttribute>()];
        var conditions = query.Keys
            .Where(key => key.Matcher is not null && !_pairs.Contains(key))
            .Select(key => key.Matcher!.Narrow(key.Attribute!, _parameters))
            .OfType<string>().ToList();
        var where = conditions.Count == 0 ? string.Empty : $" WHERE {string.Join(" AND ", conditions)}";
        var selected = string.Join(", ", _attributes.Select(attribute => attribute.Expression).Prepend(columns));
        _text = $"SELECT {selected} FROM {from}{where}{order}";
    }

    /// <summary>The matches of a query, one per entity of its level.</summary>
    public static SelectStatement ForMatches(ArchiveQuery query) => query.Level switch
    {
        // The newest study of a patient that matches speaks for the patient.
        QueryLevel.Patient => new(query, "study.patient_key", 1, "study", " ORDER BY study.patient_key, study.id DESC"),
        QueryLevel.Study => new(query, "study.id", 1, "study", string.Empty),
        QueryLevel.Series => new(query, "series.id", 1, "series JOIN study ON study.id = series.study", string.Empty),
        _ => new(query, "instance.id", 1, InstancesWithParents, string.Empty),
    };

    /// <summary>The instances that belong to the matches of a query, in the order of study, series number and instance number.</summary>
    public static SelectStatement ForInstances(ArchiveQuery query) => new(
        query, InstanceColumns, InstanceColumnCount, InstancesWithParents,
        " ORDER BY study.StudyInstanceUID, CAST(series.SeriesNumber AS INTEGER), series.SeriesInstanceUID, CAST(instance.InstanceNumber AS INTEGER), instance.SOPInstanceUID");

    private const string InstancesWithParents = "instance JOIN series ON series.id = instance.series JOIN study ON study.id = series.study";

    /// <summary>The attributes that <see cref="ReadMatch"/> returns, in its order.</summary>
    public IReadOnlyList<ArchiveAttribute> Attributes => _attributes;

    public SqliteCommand CreateCommand(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of constants; values are parameters.
        command.CommandText = _text;
#pragma warning restore CA2100
        command.Parameters.AddWithValue(ArchiveAttributes.RetrieveAETitleParameter, _query.RetrieveAETitle);
        foreach (var (name, value) in _parameters.All)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <summary>The values of a row, or null if it does not match.</summary>
    public string[]? ReadMatch(SqliteDataReader reader)
    {
        var values = new string[_attributes.Count];
        var next = 0;
        foreach (var key in _query.Keys)
        {
            if (key.Attribute is not { } attribute)
            {
                continue;
            }

            var column = _firstAttribute + next;
            var value = reader.IsDBNull(column) ? string.Empty : reader.GetFieldValue<string>(column);
            if (key.Matcher is { } matcher && !_pairs.Contains(key) && !matcher.Matches(attribute, value))
            {
                return null;
            }

            values[next++] = value;
        }

        return _pairs.Match(_attributes, values) ? values : null;
    }

    public static IndexedInstance ReadInstance(SqliteDataReader reader) => new(
        new Uid(reader.GetString(0)), new Uid(reader.GetString(1)), TransferSyntax.FromUid(new Uid(reader.GetString(2))), reader.GetString(3),
        reader.GetInt64(4), ReadUid(reader, 5), ReadUid(reader, 6));

    private static Uid ReadUid(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? Uid.Empty : new Uid(reader.GetString(column));
}
