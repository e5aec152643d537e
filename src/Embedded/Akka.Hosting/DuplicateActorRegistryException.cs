namespace Akka.Hosting;

public sealed class DuplicateActorRegistryException(string message) : ActorRegistryException(message);
