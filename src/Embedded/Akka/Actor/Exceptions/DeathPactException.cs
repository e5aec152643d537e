namespace Akka.Actor;

/// <summary>A <see cref="Terminated"/> that the watcher did not handle.</summary>
public class DeathPactException : AkkaException
{
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    public IActorRef DeadActor { get; }
}
