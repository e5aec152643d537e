namespace Akka.Actor;

public static class ActorRefFactoryShared
{
    public static ActorSelection ActorSelection(ActorPath actorPath, ActorSystem system) =>
        new(system.RootGuardian, actorPath.Elements);

    /// <summary>A path that starts with a slash or is a whole address is absolute; any other starts at the root given.</summary>
    public static ActorSelection ActorSelection(string path, ActorSystem system, IActorRef lookupRoot) =>
        path.StartsWith('/') ? new ActorSelection(system.RootGuardian, path)
        : ActorPath.TryParse(path, out var absolute) ? ActorSelection(absolute, system)
        : new ActorSelection(lookupRoot, path);
}
