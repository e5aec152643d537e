namespace Akka.Actor;

/// <summary>The temporary reference behind an Ask: completes a task with the first answer.</summary>
internal sealed class FutureActorRef<T> : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Timer? _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private ActorPath? _path;

    public FutureActorRef(ActorSystem system, TimeSpan timeout, CancellationToken cancellationToken)
        : base(system)
    {
        if (timeout > TimeSpan.Zero)
        {
            _timer = new Timer(
                _ => Released(_completion.TrySetException(new AskTimeoutException($"Timeout after {timeout} seconds"))), null, timeout, Timeout.InfiniteTimeSpan);
        }

        _cancellation = cancellationToken.UnsafeRegister((_, token) => Released(_completion.TrySetCanceled(token)), null);
        Released(_completion.Task.IsCompleted);
    }

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
        if (!Released(first) && !_completion.Task.IsCanceled)
            System.DeadLetterMailbox.PublishDead(message, sender, this);
    }

    private bool Released(bool completed)
    {
        if (completed)
        {
            _timer?.Dispose();
            _cancellation.Unregister();
        }

        return completed;
    }
}
