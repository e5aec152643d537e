namespace Akka.Actor;

internal sealed class ChildActorPath(ActorPath parentPath, string name, long uid) : ActorPath(parentPath, name, uid, parentPath.Address);
