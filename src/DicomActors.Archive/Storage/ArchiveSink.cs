using System.Runtime.CompilerServices;
using Akka.Event;
using DicomActors.Protocol.Content;

namespace DicomActors.Archive.Storage;

/// <summary>
/// Takes the bytes of one instance. What goes wrong is kept for the answer instead of thrown, so that the sender is told the reason;
/// the bytes that still come are dropped then.
/// </summary>
internal sealed class ArchiveSink(IncomingInstance instance, GroupCommitter committer, FreeSpace freeSpace, ILoggingAdapter log) : ContentSink
{
    private bool _hasHeader;
    private bool _isOver;

    /// <summary>Why the instance is not stored. Null, once complete: it is.</summary>
    public StorageFailure? Failure { get; private set; }

    /// <summary>Takes bytes: first, once, the header of the file, then the data set.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_isOver)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            if (!freeSpace.TryTake(bytes.Length))
            {
                Fail(StorageFailure.LowOnSpace);
                return ValueTask.CompletedTask;
            }

            if (_hasHeader)
            {
                instance.Head.Add(bytes.Span);
            }

            _hasHeader = true;
            var write = instance.File.WriteAsync(bytes, cancellationToken);
            return write.IsCompletedSuccessfully ? write : AwaitAsync(write);
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            Fail(exception);
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_isOver)
        {
            return;
        }

        try
        {
            await instance.File.FlushAsync(cancellationToken).ConfigureAwait(false);
            Failure = await committer.CommitAsync(instance).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            Fail(exception);
        }
        catch (ObjectDisposedException exception)
        {
            // The archive was closed before the connection.
            Fail(exception);
        }

        Discard();
    }

    /// <inheritdoc/>
    public override ValueTask DiscardAsync()
    {
        Discard();
        return ValueTask.CompletedTask;
    }

    private static bool IsOfTheDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        var failure = StorageFailure.From(exception);
        log.LogStorageFailure(failure, exception);
        Fail(failure);
    }

    // The bytes so far go at once: a disk that is full gets their room back.
    private void Fail(StorageFailure failure)
    {
        Failure = failure;
        Discard();
    }

    private void Discard()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        instance.Head.Dispose();
        try
        {
            instance.File.Delete();
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            log.Warning("a temporary file could not be deleted ({0}); the next start removes it", exception.GetType().Name);
        }
    }
}
