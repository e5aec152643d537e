using DicomActors.Clients;
using Microsoft.Data.Sqlite;

namespace DicomActors.Outbox;

/// <summary>The entries on disk. Every change is durable when its method returns. Used by one actor; not thread-safe.</summary>
internal sealed class OutboxDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    /// <summary>Opens the file, and makes it if it is not there.</summary>
    /// <exception cref="OutboxException">It cannot be opened, is something else, or another process has it.</exception>
    public OutboxDatabase(string path)
        : this(path, mayBeNew: true)
    {
    }

    /// <summary>Opens the file.</summary>
    /// <exception cref="OutboxException">It cannot be opened, is something else or not there, or another process has it.</exception>
    public OutboxDatabase(string path, bool mayBeNew)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Pooling = false, DefaultTimeout = SecondsToWait, Mode = mayBeNew ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        }.ToString());
        try
        {
            _connection.Open();

            // Exclusive: two processes would deliver everything twice. Full: a commit is on disk when it returns, also in WAL mode.
            Execute("PRAGMA locking_mode = EXCLUSIVE;");
            RequireOutbox(path, mayBeNew);
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            Execute(
                """
                CREATE TABLE IF NOT EXISTS entries (
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  peer TEXT NOT NULL,
                  path TEXT NOT NULL,
                  priority INTEGER NOT NULL,
                  enqueued_at INTEGER NOT NULL, -- milliseconds since 1970, UTC
                  parked INTEGER NOT NULL DEFAULT 0,
                  error TEXT
                ) STRICT;
                CREATE INDEX IF NOT EXISTS waiting ON entries (peer, id) WHERE parked = 0;
                """);
        }
        catch (SqliteException exception)
        {
            _connection.Dispose();
            throw new OutboxException(
                exception.SqliteErrorCode == SqliteBusy
                    ? $"The outbox {path} is in use by another process."
                    : $"The outbox {path} cannot be opened: {exception.Message}",
                exception);
        }
    }

    // SQLITE_BUSY, https://sqlite.org/rescode.html#busy
    private const int SqliteBusy = 5;

    // Who has the file keeps it: waiting long for it makes no sense. 0 would be for ever.
    private const int SecondsToWait = 1;

    // Tells an outbox from any other SQLite file, and this layout from later ones (https://sqlite.org/pragma.html#pragma_application_id).
    private const long ApplicationId = 0x44434F42;
    private const long LayoutVersion = 1;

    public SqliteTransaction Begin() => _connection.BeginTransaction();

    public OutboxId Insert(string peer, string path, RequestPriority priority, DateTimeOffset now)
    {
        using var command = Command(
            "INSERT INTO entries (peer, path, priority, enqueued_at) VALUES ($peer, $path, $priority, $now) RETURNING id",
            ("$peer", peer), ("$path", path), ("$priority", (int)priority), ("$now", now.ToUnixTimeMilliseconds()));
        return new OutboxId((long)command.ExecuteScalar()!);
    }

    public void Delete(OutboxId id) => Execute("DELETE FROM entries WHERE id = $id", ("$id", id.Value));

    public void Park(OutboxId id, string error) =>
        Execute("UPDATE entries SET parked = 1, error = $error WHERE id = $id", ("$id", id.Value), ("$error", error));

    public void Note(OutboxId id, string error) =>
        Execute("UPDATE entries SET error = $error WHERE id = $id", ("$id", id.Value), ("$error", error));

    public void UnparkAll() => Execute("UPDATE entries SET parked = 0 WHERE parked = 1");

    public void DeleteParked() => Execute("DELETE FROM entries WHERE parked = 1");

    /// <summary>The peers that something waits for.</summary>
    public List<string> ReadPeers()
    {
        using var command = Command("SELECT DISTINCT peer FROM entries WHERE parked = 0");
        using var reader = command.ExecuteReader();
        var peers = new List<string>();
        while (reader.Read())
        {
            peers.Add(reader.GetString(0));
        }

        return peers;
    }

    /// <summary>The next entries to deliver to a peer, in the order they were enqueued.</summary>
    public List<OutboxEntry> ReadAfter(string peer, OutboxId last, int limit)
    {
        using var command = Command(
            "SELECT id, peer, path, priority FROM entries WHERE parked = 0 AND peer = $peer AND id > $last ORDER BY id LIMIT $limit",
            ("$peer", peer), ("$last", last.Value), ("$limit", limit));
        using var reader = command.ExecuteReader();
        var entries = new List<OutboxEntry>();
        while (reader.Read())
        {
            entries.Add(new OutboxEntry(
                new OutboxId(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), (RequestPriority)reader.GetInt32(3)));
        }

        return entries;
    }

    public Backlog ReadBacklog()
    {
        using var command = Command(
            """
            SELECT peer, sum(parked = 0), sum(parked = 1), min(enqueued_at),
                   (SELECT error FROM entries AS latest WHERE latest.peer = entries.peer AND error IS NOT NULL ORDER BY id DESC LIMIT 1)
            FROM entries GROUP BY peer ORDER BY peer
            """);
        using var reader = command.ExecuteReader();
        var peers = new List<PeerBacklog>();
        while (reader.Read())
        {
            peers.Add(new PeerBacklog(
                reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)), reader.IsDBNull(4) ? null : reader.GetString(4)));
        }

        return new Backlog(peers);
    }

    /// <summary>What is parked, the oldest first.</summary>
    public List<ParkedEntry> ReadParked(int limit)
    {
        using var command = Command(
            "SELECT id, peer, path, error, enqueued_at FROM entries WHERE parked = 1 ORDER BY id LIMIT $limit", ("$limit", limit));
        using var reader = command.ExecuteReader();
        var parked = new List<ParkedEntry>();
        while (reader.Read())
        {
            parked.Add(new ParkedEntry(
                new OutboxId(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? "" : reader.GetString(3),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4))));
        }

        return parked;
    }

    public void Dispose() => _connection.Dispose();

    private void RequireOutbox(string path, bool mayBeNew)
    {
        var (application, version, tables) = (Number("PRAGMA application_id"), Number("PRAGMA user_version"), Number("SELECT count(*) FROM sqlite_schema"));
        if (application == 0 && tables == 0 && mayBeNew)
        {
            Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {LayoutVersion};");
        }
        else if (application != ApplicationId)
        {
            _connection.Dispose();
            throw new OutboxException($"{path} is a database of something else, not an outbox.");
        }
        else if (version != LayoutVersion)
        {
            _connection.Dispose();
            throw new OutboxException($"The outbox {path} was made by another version of this software.");
        }
    }

    private long Number(string query)
    {
        using var command = Command(query);
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(text, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
