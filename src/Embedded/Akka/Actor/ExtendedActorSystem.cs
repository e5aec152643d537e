using Akka.Actor.Setup;

namespace Akka.Actor;

public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem(string name, Config config, ActorSystemSetup setup)
        : base(name, config, setup) { }

    /// <summary>Starts an actor of an extension's: it lives under /system and outlives the actors under /user.</summary>
    public IActorRef SystemActorOf(Props props, string? name = null) => SystemGuardian.AttachChild(props, name);
    /// <summary>Stops all actors without the coordinated shutdown.</summary>
    public void Abort() => Stop(UserGuardian.Self);
}
