using DicomActors.Archive.Storage;
using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Index;

/// <summary>One comparison of index and folder: what was seen, and what it came to.</summary>
/// <param name="folder">The folder, as a full path.</param>
/// <param name="changedAfter">Files written since then are read even if the index knows them, in UTC.</param>
internal sealed class FolderComparison(string folder, DateTime changedAfter)
{
    private const int LongestListOfUnreadable = 100;

    private readonly HashSet<long> _seen = [];
    private readonly List<string> _unreadable = [];
    private long _files;
    private long _read;
    private long _added;
    private long _removed;
    private long _duplicates;

    public string Folder => folder;

    public ReconcileProgress Progress => new(_files, _read);

    public ReconcileResult ToResult() => new(WasNeeded: true, _files, _added, _removed, _duplicates, _unreadable);

    /// <summary>Those of the files that have to be read.</summary>
    public List<FileInfo> FindUnknown(SqliteConnection connection, IEnumerable<FileInfo> files)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, length FROM instance WHERE path = $path";
        var path = command.Parameters.Add("$path", SqliteType.Text);
        var unknown = new List<FileInfo>();
        foreach (var file in files)
        {
            _files++;
            path.Value = RelativePath(file);
            using var reader = command.ExecuteReader();
            if (reader.Read() && file.Exists && reader.GetInt64(1) == file.Length && file.LastWriteTimeUtc < changedAfter)
            {
                _seen.Add(reader.GetInt64(0));
            }
            else
            {
                unknown.Add(file);
            }
        }

        return unknown;
    }

    /// <summary>Reads a file into the list, or notes that it is no instance.</summary>
    public async ValueTask ReadAsync(FileInfo file, List<StoredInstance> instances, CancellationToken cancellationToken)
    {
        _read++;
        if (await ArchiveFile.TryReadAsync(file.FullName, RelativePath(file), cancellationToken).ConfigureAwait(false) is { } instance)
        {
            instances.Add(instance);
        }
        else if (_unreadable.Count < LongestListOfUnreadable)
        {
            _unreadable.Add(RelativePath(file));
        }
    }

    /// <summary>Adds what was read, unless the index knows the instance from another file that is there as well.</summary>
    public void Write(SqliteConnection connection, IndexWriter writer, List<StoredInstance> instances)
    {
        foreach (var instance in instances)
        {
            var known = PathOf(connection, instance);
            if (known is not null && known != instance.RelativePath && File.Exists(Path.Combine(folder, known)))
            {
                _duplicates++;
                continue;
            }

            var (id, isChanged) = writer.Put(instance);
            _seen.Add(id);
            _added += isChanged ? 1 : 0;
        }
    }

    /// <summary>Removes what was there before the comparison began and has no file any more.</summary>
    public void RemoveMissing(SqliteConnection connection, IndexWriter writer, long newest)
    {
        var missing = new List<long>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT id FROM instance WHERE id <= $newest";
            command.Parameters.AddWithValue("$newest", newest);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (!_seen.Contains(reader.GetInt64(0)))
                {
                    missing.Add(reader.GetInt64(0));
                }
            }
        }

        missing.ForEach(writer.Remove);
        _removed = missing.Count;
    }

    private static string? PathOf(SqliteConnection connection, StoredInstance instance)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT path FROM instance WHERE SOPInstanceUID = $uid";
        command.Parameters.AddWithValue("$uid", instance.SopInstanceUid.Value);
        return command.ExecuteScalar() as string;
    }

    private string RelativePath(FileInfo file) => Path.GetRelativePath(folder, file.FullName).Replace('\\', '/');
}
