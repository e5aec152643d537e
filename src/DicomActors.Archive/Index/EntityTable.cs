using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Index;

/// <summary>Rows of one table by their UID, written with prepared statements, and only where something changes.</summary>
internal sealed class EntityTable : IDisposable
{
    private readonly string[] _columns;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;

    /// <param name="connection">The connection that writes.</param>
    /// <param name="table">The table.</param>
    /// <param name="uid">The column of the UID.</param>
    /// <param name="columns">All columns to write, that one included.</param>
    public EntityTable(SqliteConnection connection, string table, string uid, string[] columns)
    {
        _columns = columns;
        var parameters = columns.Select(static column => "$" + column).ToArray();
        _find = Prepare(connection, $"SELECT id, {string.Join(", ", columns)} FROM {table} WHERE {uid} = $uid", ["$uid"]);
        _insert = Prepare(
            connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", parameters)}) RETURNING id", parameters);
        _update = Prepare(
            connection, $"UPDATE {table} SET {string.Join(", ", columns.Select(static column => $"{column} = ${column}"))} WHERE id = $id", [.. parameters, "$id"]);
    }

    /// <summary>Makes the row of a UID say this; returns its id, and whether anything was changed.</summary>
    /// <param name="uid">The UID.</param>
    /// <param name="values">The values, by column.</param>
    /// <param name="keepsKnown">Whether an empty text leaves what is there.</param>
    public (long Id, bool IsChanged) Put(string uid, object[] values, bool keepsKnown)
    {
        var (id, isSame) = Find(uid, values, keepsKnown);
        if (id is { } known && isSame)
        {
            return (known, false);
        }

        var command = id is null ? _insert : _update;
        for (var i = 0; i < _columns.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        if (id is null)
        {
            return ((long)command.ExecuteScalar()!, true);
        }

        command.Parameters["$id"].Value = id.Value;
        command.ExecuteNonQuery();
        return (id.Value, true);
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }

    private (long? Id, bool IsSame) Find(string uid, object[] values, bool keepsKnown)
    {
        _find.Parameters[0].Value = uid;
        using var reader = _find.ExecuteReader();
        if (!reader.Read())
        {
            return (null, false);
        }

        var isSame = true;
        for (var i = 0; i < _columns.Length; i++)
        {
            var known = reader.GetValue(i + 1);
            if (keepsKnown && values[i] is "")
            {
                values[i] = known;
            }

            isSame &= known.Equals(values[i]);
        }

        return (reader.GetInt64(0), isSame);
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string text, string[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the names of our columns; values are parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter, Value = DBNull.Value });
        }

        command.Prepare();
        return command;
    }
}
