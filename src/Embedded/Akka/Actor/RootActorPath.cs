namespace Akka.Actor;

public sealed class RootActorPath(Address address, string name = "") : ActorPath(null, name, 0, address);
