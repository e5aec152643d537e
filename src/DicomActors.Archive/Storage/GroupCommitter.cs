using System.Threading.Channels;
using Akka.Event;

namespace DicomActors.Archive.Storage;

/// <summary>
/// Brings complete instances to their places. Files are flushed as they come, several at a time; what is flushed then waits for the
/// batch before it to be through, and all that wait are named together: each folder is flushed once, the index told once. One batch
/// at a time, on one thread: of two instances with one name, the second sees the first.
/// </summary>
internal sealed class GroupCommitter : IAsyncDisposable
{
    private readonly ArchiveStorageOptions _options;
    private readonly ILoggingAdapter _log;
    private readonly Func<IReadOnlyList<StoredInstance>, CancellationToken, ValueTask>? _register;
    private readonly BlockingWorkers _flushing;
    private readonly BlockingWorkers _naming;
    private readonly InstanceFolders _folders;
    private readonly Channel<IncomingInstance> _flushed;
    private readonly Task _loop;

    public GroupCommitter(
        ArchiveStorageOptions options, ILoggingAdapter log, Func<IReadOnlyList<StoredInstance>, CancellationToken, ValueTask>? register)
    {
        _options = options;
        _log = log;
        _register = register;
        _flushing = new BlockingWorkers(options.FlushThreads, "archive flush");
        _naming = new BlockingWorkers(1, "archive naming");
        _folders = new InstanceFolders(options.Folder);
        _flushed = Channel.CreateBounded<IncomingInstance>(new BoundedChannelOptions(options.MaximumBatch) { SingleReader = true });
        _loop = RunAsync();
    }

    /// <summary>Instances that are flushed and wait for the batch before theirs.</summary>
    public int Waiting => _flushed.Reader.Count;

    /// <summary>Brings an instance into the archive; null when it is there, else why it is not.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="ObjectDisposedException">The archive is closed.</exception>
    public async Task<StorageFailure?> CommitAsync(IncomingInstance instance)
    {
        while (true)
        {
            StorageFailure? refusal = null;
            await _flushing.RunAsync(() => refusal = Prepare(instance)).ConfigureAwait(false);
            if (refusal is not null)
            {
                return refusal;
            }

            instance.Committed = new TaskCompletionSource<CommitOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await _flushed.Writer.WriteAsync(instance).ConfigureAwait(false);
            }
            catch (ChannelClosedException exception)
            {
                throw new ObjectDisposedException("The archive is closed.", exception);
            }

            var outcome = await instance.Committed.Task.ConfigureAwait(false);
            if (!outcome.MustLookAgain)
            {
                return outcome.Failure;
            }
        }
    }

    /// <summary>Finishes what was given to it.</summary>
    public async ValueTask DisposeAsync()
    {
        _flushed.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _flushing.Dispose();
        _naming.Dispose();
    }

    private StorageFailure? Prepare(IncomingInstance instance)
    {
        if (instance.Stored is null && InstanceIdentity.Find(instance, _options) is { } refusal)
        {
            return refusal;
        }

        instance.Existing = _options.Duplicates == DuplicatePolicy.Replace
            ? null
            : ExistingInstance.Find(PathOf(instance), instance, _options);
        if (instance.Existing is { Stored: null })
        {
            return StorageFailure.Occupied;
        }

        // One that is going to be dropped need not reach the disk.
        var isDropped = instance.Existing is not null && _options.Duplicates != DuplicatePolicy.ReplaceIfIdentical;
        if (_options.FlushesToDisk && !instance.IsFlushed && !isDropped)
        {
            instance.File.FlushToDisk();
            instance.IsFlushed = true;
        }

        return null;
    }

    private async Task RunAsync()
    {
        var batch = new List<IncomingInstance>();
        var outcomes = new List<CommitOutcome>();
        while (await _flushed.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < _options.MaximumBatch && _flushed.Reader.TryRead(out var instance))
            {
                batch.Add(instance);
            }

            try
            {
                await _naming.RunAsync(() => Name(batch, outcomes)).ConfigureAwait(false);
                await RegisterAsync(batch, outcomes).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The boundary of the loop: a fault refuses one batch, and the next one has its chance.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _log.Error("{0} instances could not be stored for a fault of the archive ({1})", batch.Count, exception.GetType().Name);
                _log.Debug("{0}", exception);
                outcomes.Clear();
                outcomes.AddRange(batch.Select(_ => CommitOutcome.Refused(StorageFailure.From(exception))));
            }

            for (var index = 0; index < batch.Count; index++)
            {
                batch[index].Committed!.SetResult(outcomes[index]);
            }

            batch.Clear();
            outcomes.Clear();
        }
    }

    private void Name(List<IncomingInstance> batch, List<CommitOutcome> outcomes)
    {
        outcomes.AddRange(batch.Select(TryName));
        if (_options.FlushesToDisk)
        {
            _folders.FlushTouched();
        }
    }

    private CommitOutcome TryName(IncomingInstance instance)
    {
        try
        {
            return Name(instance);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var failure = StorageFailure.From(exception);
            _log.LogStorageFailure(failure, exception);
            return CommitOutcome.Refused(failure);
        }
    }

    private CommitOutcome Name(IncomingInstance instance)
    {
        var path = PathOf(instance);
        if (_options.Duplicates != DuplicatePolicy.Replace && File.Exists(path) != instance.Existing is not null)
        {
            return CommitOutcome.LookAgain;
        }

        switch (_options.Duplicates)
        {
            case DuplicatePolicy.Refuse when instance.Existing is not null:
                return CommitOutcome.Refused(StorageFailure.Duplicate);
            case DuplicatePolicy.ReplaceIfIdentical when instance.Existing is { IsIdentical: false }:
                return CommitOutcome.Refused(StorageFailure.DifferentDuplicate);
            case DuplicatePolicy.Keep when instance.Existing is { Stored: { } kept }:
                // Whoever stored it may have died before it was registered, or durable under its name.
                instance.Stored = kept;
                _folders.Touch(path);
                return CommitOutcome.Stored;
            default:
                _folders.Move(instance.File, path);
                return CommitOutcome.Stored;
        }
    }

    private async Task RegisterAsync(List<IncomingInstance> batch, List<CommitOutcome> outcomes)
    {
        var stored = batch.Where((_, index) => outcomes[index] == CommitOutcome.Stored).Select(instance => instance.Stored!).ToList();
        if (_register is null || stored.Count == 0)
        {
            return;
        }

        try
        {
            await _register(stored, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The boundary of an index's code: whatever it throws becomes the answer to the senders.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.Error(
                "{0} instances could not be registered ({1}); their senders are told that they are not stored", stored.Count, exception.GetType().Name);
            _log.Debug("{0}", exception);
            for (var index = 0; index < outcomes.Count; index++)
            {
                outcomes[index] = outcomes[index] == CommitOutcome.Stored ? CommitOutcome.Refused(StorageFailure.NotIndexed) : outcomes[index];
            }
        }
    }

    private string PathOf(IncomingInstance instance) => Path.Combine(_options.Folder, instance.Stored!.RelativePath);
}
