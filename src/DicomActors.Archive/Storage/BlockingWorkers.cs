using System.Collections.Concurrent;

namespace DicomActors.Archive.Storage;

/// <summary>
/// A few threads for calls that block, such as flushes to disk. Of their own, because the thread pool has about one thread per core:
/// as many waiting flushes would stop the reading from every connection. Thread-safe.
/// </summary>
internal sealed class BlockingWorkers : IDisposable
{
    private const int StackSize = 512 * 1024;
    private const int WaitingPerThread = 16;

    private readonly BlockingCollection<(Action Work, TaskCompletionSource Done)> _queue = [];
    private readonly SemaphoreSlim _room;

    public BlockingWorkers(int threads, string name)
    {
        _room = new SemaphoreSlim(threads * WaitingPerThread);
        for (var number = 0; number < threads; number++)
        {
            new Thread(Run, StackSize) { IsBackground = true, Name = name }.Start();
        }
    }

    /// <summary>Does it on one of the threads. Waits, without blocking, while too many others wait.</summary>
    /// <exception cref="ObjectDisposedException">The threads have ended.</exception>
    public async Task RunAsync(Action work)
    {
        await _room.WaitAsync().ConfigureAwait(false);
        try
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Add(work, done);
            await done.Task.ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Ends the threads when they have done what was given to them.</summary>
    public void Dispose() => _queue.CompleteAdding();

    private void Add(Action work, TaskCompletionSource done)
    {
        try
        {
            _queue.Add((work, done));
        }
        catch (InvalidOperationException exception)
        {
            throw new ObjectDisposedException("The threads have ended.", exception);
        }
    }

    private void Run()
    {
        foreach (var (work, done) in _queue.GetConsumingEnumerable())
        {
            try
            {
                work();
                done.SetResult();
            }
#pragma warning disable CA1031 // The boundary of a thread: whoever gave the work gets what it threw.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                done.SetException(exception);
            }
        }
    }
}
