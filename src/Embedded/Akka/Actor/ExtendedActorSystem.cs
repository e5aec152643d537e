namespace Akka.Actor;

public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem() { }

    /// <summary>Starts an actor of an extension's: it lives under /system and outlives the actors under /user.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    public abstract IActorRef SystemActorOf<[DynamicallyAccessedMembers(Props.Constructors)] TActor>(string? name = null)
        where TActor : ActorBase, new();

    /// <summary>Stops all actors without the coordinated shutdown.</summary>
    public abstract void Abort();
}
