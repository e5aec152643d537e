namespace DicomActors.Protocol.Engine;

/// <summary>
/// Calls callbacks one at a time and in the order they were posted, without holding a lock while one runs. Whoever drains first
/// does the calling; others, and calls from within a callback, return at once.
/// </summary>
internal sealed class CallbackQueue(Action<Exception> onFault)
{
    private readonly Lock _lock = new();
    private readonly Queue<Callback> _queue = new();
    private bool _draining;

    /// <summary>Callbacks not yet called.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    public void Post(in Callback callback)
    {
        lock (_lock)
        {
            _queue.Enqueue(callback);
        }
    }

    public void Drain()
    {
        lock (_lock)
        {
            if (_draining || _queue.Count == 0)
            {
                return;
            }

            _draining = true;
        }

        while (TryTake(out var callback))
        {
            Call(callback);
        }
    }

    /// <summary>Completes when everything posted before has been called.</summary>
    public Task WhenDrainedAsync()
    {
        Drain();
        lock (_lock)
        {
            if (!_draining && _queue.Count == 0)
            {
                return Task.CompletedTask;
            }
        }

        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Callback(static callback => ((TaskCompletionSource)callback.Target).SetResult(), drained));
        Drain();
        return drained.Task;
    }

    private bool TryTake(out Callback callback)
    {
        lock (_lock)
        {
            if (_queue.TryDequeue(out callback))
            {
                return true;
            }

            _draining = false;
            return false;
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design", "CA1031", Justification = "Boundary to user code: whatever it throws becomes the end reason of the connection.")]
    private void Call(in Callback callback)
    {
        try
        {
            callback.Invoke();
        }
        catch (Exception exception)
        {
            onFault(exception);
        }
    }
}
