namespace Akka.Dispatch.SysMsg;

// Lifecycle messages. They overtake user messages, are handled even by a suspended actor, and link themselves into the
// receiver's queue: each instance is sent once.
internal abstract record SystemMessage
{
    /// <summary>Marks the queue of an actor that is gone.</summary>
    public static readonly SystemMessage Closed = new ClosedMarker();

    public SystemMessage? Next;

    /// <summary>Called instead of delivery when the receiver is dead.</summary>
    public virtual void AnswerForTheDead() { }

    internal sealed record Watch(IInternalActorRef Watchee, IInternalActorRef Watcher) : SystemMessage
    {
        public override void AnswerForTheDead() =>
            Watcher.SendSystemMessage(new DeathWatchNotification(Watchee, ExistenceConfirmed: false));
    }

    internal sealed record Unwatch(IActorRef Watcher) : SystemMessage;
    internal sealed record DeathWatchNotification(IActorRef Actor, bool ExistenceConfirmed) : SystemMessage;
    internal sealed record Failed(IInternalActorRef Child, Exception Cause) : SystemMessage;
    internal sealed record Suspend : SystemMessage;
    internal sealed record Resume(Exception? CausedByFailure) : SystemMessage;
    internal sealed record Recreate(Exception Cause) : SystemMessage;
    internal sealed record Terminate : SystemMessage;

    /// <summary>A piece of an asynchronous handler that continues on its actor.</summary>
    internal sealed record ActorTask(ActorTaskScheduler Scheduler, Task Task) : SystemMessage;

    private sealed record ClosedMarker : SystemMessage;
}
