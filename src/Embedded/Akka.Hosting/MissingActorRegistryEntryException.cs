namespace Akka.Hosting;

public sealed class MissingActorRegistryEntryException(string message) : ActorRegistryException(message);
