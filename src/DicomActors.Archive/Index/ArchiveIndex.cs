using System.Runtime.CompilerServices;
using DicomActors.Archive.Query;
using DicomActors.Archive.Query.Matching;
using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;
using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Index;

/// <summary>
/// What is stored in the archive's folder, in one SQLite file: for queries, retrieval and storage commitment. The folder is the truth;
/// the index can be made from it again at any time. Thread-safe.
/// </summary>
/// <remarks>
/// One process may have it open. After opening, <see cref="ReconcileAsync"/> makes it agree with the folder; that costs nothing if
/// it was closed by <see cref="DisposeAsync"/> before. Where instances contradict each other about the study or series they have in
/// common (another Patient ID, another description), the one stored last is believed, except that an empty value does not erase
/// one; an instance that comes again in another study or series moves there. An instance without Study or Series Instance UID is
/// located but not found. SQLite works synchronously: every method leaves the caller's thread first.
/// </remarks>
public sealed partial class ArchiveIndex : IAsyncDisposable
{
    // As many matches as are read in one go, before the caller gets the first of them.
    private const int MatchesAtOnce = 64;

    private readonly ArchiveIndexOptions _options;
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly IndexWriter _writer;
    private readonly string _readingConnectionString;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _reading;
    private bool _isInAgreement;
    private long _since;
    private bool _isDisposed;

    private ArchiveIndex(ArchiveIndexOptions options, FileStream @lock)
    {
        _options = options;
        _lock = @lock;
        _readingConnectionString = IndexFile.ReadingConnectionString(options.Path);
        _reading = new SemaphoreSlim(options.MaximumReaders, options.MaximumReaders);
        _connection = IndexFile.OpenForWriting(options.Path);
        _writer = new IndexWriter(_connection);
        BeginSession();
    }

    /// <summary>Opens an index, or makes an empty one.</summary>
    /// <exception cref="ArchiveIndexException">
    /// The file cannot be opened, is something else, was made by another version, or another process has it open.
    /// </exception>
    public static async ValueTask<ArchiveIndex> OpenAsync(ArchiveIndexOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        await LeaveThread();
        cancellationToken.ThrowIfCancellationRequested();
        FileStream? @lock = null;
        try
        {
            @lock = new FileStream(options.Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return new ArchiveIndex(options, @lock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveIndexException($"The index {options.Path} cannot be opened, or is in use by another process: {exception.Message}", exception);
        }
        catch (ArchiveIndexException)
        {
            @lock?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Adds instances in one transaction: every query that begins after this has returned sees all of them. One whose UID is there
    /// already replaces what was known of it.
    /// </summary>
    /// <exception cref="ArchiveIndexException">They could not be written: none was added.</exception>
    public async ValueTask AddAsync(IReadOnlyList<StoredInstance> instances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instances);
        await LeaveThread();
        await WriteAsync(
            () =>
            {
                foreach (var instance in instances)
                {
                    _writer.Put(instance);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The matches of a query, as the index was when it began: encoded in Explicit VR Little Endian, read as they are asked for.
    /// In no order, except that patients come by Patient ID.
    /// </summary>
    /// <exception cref="ArchiveIndexException">The index could not be read.</exception>
    public async IAsyncEnumerable<EncodedDataset> FindAsync(
        ArchiveQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LeaveThread();
            using var rows = new MatchRows(_readingConnectionString, query);
            IReadOnlyList<EncodedDataset> matches;
            while ((matches = Read(() => rows.Read(MatchesAtOnce, cancellationToken), cancellationToken)).Count > 0)
            {
                foreach (var match in matches)
                {
                    yield return match;
                }

                await LeaveThread();
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The instances of what matches, to be sent: by study, series number and instance number.</summary>
    /// <exception cref="ArchiveIndexException">The index could not be read.</exception>
    public ValueTask<IReadOnlyList<IndexedInstance>> SelectAsync(ArchiveQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var statement = SelectStatement.ForInstances(query);
        return ReadAsync<IReadOnlyList<IndexedInstance>>(
            connection =>
            {
                using var command = statement.CreateCommand(connection);
                using var reader = command.ExecuteReader();
                var instances = new List<IndexedInstance>();
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (statement.ReadMatch(reader) is not null)
                    {
                        instances.Add(SelectStatement.ReadInstance(reader));
                    }
                }

                return instances;
            },
            cancellationToken);
    }

    /// <summary>Those of these instances that the archive has, for storage commitment.</summary>
    /// <exception cref="ArchiveIndexException">The index could not be read.</exception>
    public ValueTask<IReadOnlyDictionary<Uid, IndexedInstance>> LocateAsync(
        IReadOnlyCollection<Uid> sopInstanceUids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sopInstanceUids);
        return ReadAsync<IReadOnlyDictionary<Uid, IndexedInstance>>(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText =
                    $"SELECT {SelectStatement.InstanceColumns} FROM instance LEFT JOIN series ON series.id = instance.series LEFT JOIN study ON study.id = series.study WHERE instance.SOPInstanceUID IN (SELECT value FROM json_each($uids))";
                command.Parameters.AddWithValue("$uids", UidMatcher.ToJson(sopInstanceUids.Select(uid => uid.Value)));
                using var reader = command.ExecuteReader();
                var found = new Dictionary<Uid, IndexedInstance>();
                while (reader.Read())
                {
                    var instance = SelectStatement.ReadInstance(reader);
                    found[instance.SopInstanceUid] = instance;
                }

                return found;
            },
            cancellationToken);
    }

    /// <summary>How much there is. Takes time in proportion to it: about a second per million instances.</summary>
    /// <exception cref="ArchiveIndexException">The index could not be read.</exception>
    public ValueTask<ArchiveCounts> CountAsync(CancellationToken cancellationToken = default) => ReadAsync(
        static connection => new ArchiveCounts(
            IndexFile.Number(connection, "SELECT count(DISTINCT patient_key) FROM study"),
            IndexFile.Number(connection, "SELECT count(*) FROM study"),
            IndexFile.Number(connection, "SELECT count(*) FROM series"),
            IndexFile.Number(connection, "SELECT count(*) FROM instance"),
            IndexFile.Number(connection, "SELECT sum(length) FROM instance")),
        cancellationToken);

    /// <summary>Closes the file. What is being written is waited for; queries that are under way must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await LeaveThread();
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            EndSession();
            _writer.Dispose();
            using (var pooled = new SqliteConnection(_readingConnectionString))
            {
                SqliteConnection.ClearPool(pooled);
            }

            _connection.Dispose();
            await _lock.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static ConfiguredTaskAwaitable LeaveThread() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
