namespace Akka.Actor;

public sealed class RootActorPath : ActorPath
{
    public RootActorPath(Address address, string name = "")
        : base(null, name, 0) => Address = address;

    public override Address Address { get; }
}
