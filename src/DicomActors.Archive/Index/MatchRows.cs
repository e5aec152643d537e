using DicomActors.Archive.Query;
using DicomActors.Protocol.Data;
using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Index;

/// <summary>The matches of one query, read a few at a time. Holds a connection, and the state of the index it began with, until disposed.</summary>
internal sealed class MatchRows : IDisposable
{
    private readonly ArchiveQuery _query;
    private readonly SelectStatement _statement;
    private readonly SqliteConnection _connection;
    private SqliteCommand? _command;
    private SqliteDataReader? _reader;
    private string? _lastPatient;

    public MatchRows(string connectionString, ArchiveQuery query)
    {
        _query = query;
        _statement = SelectStatement.ForMatches(query);
        _connection = new SqliteConnection(connectionString);
    }

    /// <summary>Up to so many of the next matches; none at the end.</summary>
    public List<EncodedDataset> Read(int count, CancellationToken cancellationToken)
    {
        if (_reader is null)
        {
            _connection.Open();
        }

        using var interruption = IndexFile.InterruptOn(_connection, cancellationToken);
        if (_reader is null)
        {
            _command = _statement.CreateCommand(_connection);
            _reader = _command.ExecuteReader();
        }

        var matches = new List<EncodedDataset>(count);
        while (matches.Count < count && !_reader.IsClosed && _reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsNew() && _statement.ReadMatch(_reader) is { } values)
            {
                matches.Add(MatchEncoder.Encode(_query, values));
                _lastPatient = _query.Level == QueryLevel.Patient ? _reader.GetString(0) : null;
            }
        }

        return matches;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _command?.Dispose();
        _connection.Dispose();
    }

    private bool IsNew() => _query.Level != QueryLevel.Patient || _lastPatient is null || _reader!.GetString(0) != _lastPatient;
}
