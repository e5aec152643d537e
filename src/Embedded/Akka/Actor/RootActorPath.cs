namespace Akka.Actor;

internal sealed class RootActorPath(string address, string name = "") : ActorPath(null, name, 0, address);
