namespace Akka.Actor;

/// <summary>The temporary reference behind an Ask: completes a task with the first answer.</summary>
internal sealed class FutureActorRef<T> : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _timeout;
    private readonly Timer? _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private ActorPath? _path;

    public FutureActorRef(ActorSystemImpl system, TimeSpan timeout, CancellationToken cancellationToken)
    {
        System = system;
        _timeout = timeout;
        if (timeout > TimeSpan.Zero)
            _timer = new Timer(static state => ((FutureActorRef<T>)state!).TimedOut(), this, timeout, Timeout.InfiniteTimeSpan);

        _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((FutureActorRef<T>)state!).Cancelled(token), this);
        if (_completion.Task.IsCompleted)
            Release();
    }

    public override ActorSystemImpl System { get; }
    public Task<T> Task => _completion.Task;

    /// <summary>Made when first asked for: few answers look at it.</summary>
    public override ActorPath Path => _path ??= System.NextTempPath();

    public override void SendSystemMessage(SystemMessage message)
    {
        if (message is SystemMessage.DeathWatchNotification death)
            Tell(new Terminated(death.Actor, death.ExistenceConfirmed, addressTerminated: false), death.Actor);
        else
            message.AnswerForTheDead();
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        var first = message switch
        {
            T answer => _completion.TrySetResult(answer),
            Status.Failure failure => _completion.TrySetException(
                failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _completion.TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };

        if (first)
        {
            Release();
        }
        else if (!_completion.Task.IsCanceled)
        {
            System.DeadLetterMailbox.PublishDead(message, sender, this);
        }
    }

    private void TimedOut()
    {
        if (_completion.TrySetException(new AskTimeoutException($"Timeout after {_timeout} seconds")))
            Release();
    }

    private void Cancelled(CancellationToken token)
    {
        if (_completion.TrySetCanceled(token))
            Release();
    }

    private void Release()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
    }
}
