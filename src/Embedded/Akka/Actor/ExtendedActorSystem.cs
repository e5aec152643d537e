namespace Akka.Actor;

public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem(string name, Config config, ActorSystemSetup setup)
        : base(name, config, setup) { }

    /// <summary>Starts an actor of an extension's: it lives under /system and outlives the actors under /user.</summary>
    public IActorRef SystemActorOf(Props props, string? name = null) => SystemGuardian.AttachChild(props, name);
    public void Abort() => Stop(UserGuardian.Self);

    internal sealed class Local(string name, Config config, ActorSystemSetup setup) : ExtendedActorSystem(name, config, setup);
}
