namespace Akka.Dispatch.SysMsg;

/// <summary>
/// Lifecycle messages. They overtake user messages, are handled even by a suspended actor, and link themselves into the
/// receiver's queue: each instance is sent once.
/// </summary>
internal abstract class SystemMessage
{
    /// <summary>Marks the queue of an actor that is gone.</summary>
    public static readonly SystemMessage Closed = new ClosedMarker();
    public SystemMessage? Next;
    /// <summary>Called instead of delivery when the receiver is dead.</summary>
    public virtual void AnswerForTheDead() { }
    private sealed class ClosedMarker : SystemMessage;

    internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
    {
        public IInternalActorRef Watchee => watchee;
        public IInternalActorRef Watcher => watcher;

        public override void AnswerForTheDead() =>
            watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed: false));
    }

    internal sealed class Unwatch(IActorRef watcher) : SystemMessage
    {
        public IActorRef Watcher => watcher;
    }

    internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed) : SystemMessage
    {
        public IActorRef Actor => actor;
        public bool ExistenceConfirmed => existenceConfirmed;
    }

    internal sealed class Failed(IInternalActorRef child, Exception cause) : SystemMessage
    {
        public IInternalActorRef Child => child;
        public Exception Cause => cause;
    }

    internal sealed class Suspend : SystemMessage;

    internal sealed class Resume(Exception? causedByFailure) : SystemMessage
    {
        public Exception? CausedByFailure => causedByFailure;
    }

    internal sealed class Recreate(Exception cause) : SystemMessage
    {
        public Exception Cause => cause;
    }

    internal sealed class Terminate : SystemMessage;

    /// <summary>A piece of an asynchronous handler that continues on its actor.</summary>
    internal sealed class ActorTask(ActorTaskScheduler scheduler, Task task) : SystemMessage
    {
        public void Run() => scheduler.Run(task);
    }
}
