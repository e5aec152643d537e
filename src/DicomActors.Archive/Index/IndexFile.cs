using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DicomActors.Archive.Index;

/// <summary>Opens the SQLite file: makes the tables, and refuses what is no index.</summary>
internal static class IndexFile
{
    /// <summary>The connection that writes; there is one, since only one process may have the file.</summary>
    /// <exception cref="ArchiveIndexException">The file cannot be opened, or is something else.</exception>
    public static SqliteConnection OpenForWriting(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();

            // Normal: a commit survives the death of the process, but not of the machine. After that the folder is compared anyway.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;");
            RequireIndex(connection, path);
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw new ArchiveIndexException(
                $"The index {path} cannot be opened: {exception.Message} If it is damaged, delete it and rebuild it from the folder.", exception);
        }
        catch (ArchiveIndexException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The connection string of those that read; the pool of the provider keeps them open.</summary>
    public static string ReadingConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, Mode = SqliteOpenMode.ReadOnly }.ToString();

    /// <summary>Does something whole or not at all. In SQL, because the provider's transaction would have to be given to every prepared statement.</summary>
    public static void InTransaction(SqliteConnection connection, Action write)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            write();
            Execute(connection, "COMMIT");
        }
        finally
        {
            // SQLite has rolled back by itself after some errors.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                Execute(connection, "ROLLBACK");
            }
        }
    }

    /// <summary>Lets a token stop a statement that looks at many rows without finding one. To be disposed before the connection.</summary>
    public static CancellationTokenRegistration InterruptOn(SqliteConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.Register(static state => raw.sqlite3_interrupt(((SqliteConnection)state!).Handle), connection);

    public static void Execute(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        Prepare(command, text, parameters);
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        Prepare(command, text, parameters);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    private static void Prepare(SqliteCommand command, string text, ReadOnlySpan<(string Name, object Value)> parameters)
    {
#pragma warning disable CA2100 // Every text is a constant of this library or made of constants; values are parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }
    }

    private static void RequireIndex(SqliteConnection connection, string path)
    {
        var application = Number(connection, "PRAGMA application_id");
        if (application == 0 && Number(connection, "SELECT count(*) FROM sqlite_schema") == 0)
        {
            InTransaction(connection, () => Execute(connection, IndexSchema.Tables));
        }
        else if (application != IndexSchema.ApplicationId)
        {
            throw new ArchiveIndexException($"{path} is a database of something else, not the index of an archive.");
        }
        else if (Number(connection, "PRAGMA user_version") != IndexSchema.Version)
        {
            throw new ArchiveIndexException($"The index {path} was made by another version of this software. Delete it, and rebuild it from the folder.");
        }
    }
}
