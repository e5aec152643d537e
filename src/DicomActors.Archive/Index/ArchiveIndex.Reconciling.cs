using System.IO.Enumeration;
using DicomActors.Archive.Storage;

namespace DicomActors.Archive.Index;

/// <content>Agreement with the folder.</content>
public sealed partial class ArchiveIndex
{
    private const int FilesAtOnce = 200;

    // The clock of the file system may be a little behind ours.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private static readonly EnumerationOptions AllFiles = new() { RecurseSubdirectories = true };

    /// <summary>
    /// Makes the index agree with the folder, which is the truth. Costs nothing if the index was closed properly. Otherwise adds what is
    /// only on disk, removes what is only in the index, and reads again what was written since the two last agreed: every file is
    /// looked at, but only those are read. Files that are hidden or in hidden folders (names with a leading point), and those that end in
    /// <c>.part</c>, are none of the archive's.
    /// Meant to run before anything is stored; what is stored meanwhile is not harmed.
    /// </summary>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellationToken">Stops it: what was done stays, and the next time does the rest.</param>
    /// <exception cref="ArchiveIndexException">The index could not be read or written.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public async ValueTask<ReconcileResult> ReconcileAsync(
        string folder, IProgress<ReconcileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (_isInAgreement)
        {
            return new ReconcileResult(WasNeeded: false, 0, 0, 0, 0, []);
        }

        await LeaveThread();
        var changedAfter = DateTimeOffset.FromUnixTimeMilliseconds(_since) - ClockSlack;
        var start = _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        var comparison = new FolderComparison(Path.GetFullPath(folder), _since == 0 ? DateTime.MinValue : changedAfter.UtcDateTime);
        await CompareAsync(comparison, progress, cancellationToken).ConfigureAwait(false);
        _since = start;
        _isInAgreement = true;
        return comparison.ToResult();
    }

    /// <summary>Forgets everything and reads every file of the folder. See <see cref="ReconcileAsync"/>; queries meanwhile find what is read so far.</summary>
    /// <inheritdoc cref="ReconcileAsync"/>
    public async ValueTask<ReconcileResult> RebuildAsync(
        string folder, IProgress<ReconcileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        await LeaveThread();
        await WriteAsync(
            () =>
            {
                _isInAgreement = false;
                _since = 0;
                _writer.RemoveAll();
            },
            cancellationToken).ConfigureAwait(false);
        return await ReconcileAsync(folder, progress, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CompareAsync(
        FolderComparison comparison, IProgress<ReconcileProgress>? progress, CancellationToken cancellationToken)
    {
        var newest = await ReadAsync(static connection => IndexFile.Number(connection, "SELECT max(id) FROM instance"), cancellationToken).ConfigureAwait(false);
        foreach (var some in EnumerateFiles(comparison.Folder).Chunk(FilesAtOnce))
        {
            var unknown = await ReadAsync(connection => comparison.FindUnknown(connection, some), cancellationToken).ConfigureAwait(false);
            var instances = new List<StoredInstance>();
            foreach (var file in unknown)
            {
                await comparison.ReadAsync(file, instances, cancellationToken).ConfigureAwait(false);
            }

            await WriteAsync(() => comparison.Write(_connection, _writer, instances), cancellationToken).ConfigureAwait(false);
            progress?.Report(comparison.Progress);
        }

        await WriteAsync(() => comparison.RemoveMissing(_connection, _writer, newest), cancellationToken).ConfigureAwait(false);
    }

    // Names with a leading point are hidden on every system here: what is being received lies behind one.
    private FileSystemEnumerable<FileInfo> EnumerateFiles(string folder) =>
        new(folder, static (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(), AllFiles)
        {
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.FileName.StartsWith('.'),
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && !entry.FileName.StartsWith('.')
                && !entry.FileName.EndsWith(".part", StringComparison.OrdinalIgnoreCase)
                && !entry.ToFullPath().StartsWith(_options.Path, StringComparison.Ordinal),
        };
}
