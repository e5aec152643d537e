namespace Akka.Actor;

/// <summary>The actor's constructor or PreStart failed.</summary>
public class ActorInitializationException(IActorRef? actor, string message, Exception? cause = null) : AkkaException(message, cause)
{
    public ActorInitializationException(string message)
        : this(null, message) { }


    public IActorRef Actor { get; } = actor!;

    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}
