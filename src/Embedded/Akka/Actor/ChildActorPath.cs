namespace Akka.Actor;

public sealed class ChildActorPath : ActorPath
{
    public ChildActorPath(ActorPath parentPath, string name, long uid)
        : base(parentPath, name, uid)
    {
    }

    public override Address Address => Root.Address;
}
