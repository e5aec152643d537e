using DicomActors.Events;

namespace DicomActors.Requests;

/// <summary>
/// How many pending responses the receiver of a stream still takes, and the one response that waits for it. Every member is
/// called with the gate of the connection's events held.
/// </summary>
internal sealed class ResponseDemand(int initial)
{
    private long _count = initial;
    private RequestPendingEvent? _waiting;
    private TaskCompletionSource? _taken;
    private bool _stopped;

    /// <summary>The receiver takes so many more; the response that waited for that, if there is one.</summary>
    public RequestPendingEvent? Add(int more)
    {
        _count += more;
        if (_waiting is not { } waiting)
        {
            return null;
        }

        _count--;
        LetGo();
        return waiting;
    }

    /// <summary>
    /// Whether a response may be told now. If not, it waits, and so does the engine with <paramref name="taken"/>; unless the
    /// stream was stopped: then it is dropped.
    /// </summary>
    public bool TryTake(RequestPendingEvent response, out ValueTask taken)
    {
        taken = ValueTask.CompletedTask;
        if (_stopped)
        {
            return false;
        }

        if (_count > 0)
        {
            _count--;
            return true;
        }

        _waiting = response;
        _taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        taken = new ValueTask(_taken.Task);
        return false;
    }

    /// <summary>No more responses are wanted.</summary>
    public void Stop()
    {
        _stopped = true;
        LetGo();
    }

    private void LetGo()
    {
        _waiting = null;
        _taken?.SetResult();
        _taken = null;
    }
}
