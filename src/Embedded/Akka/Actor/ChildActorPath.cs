namespace Akka.Actor;

public sealed class ChildActorPath(ActorPath parentPath, string name, long uid) : ActorPath(parentPath, name, uid, parentPath.Address);
