namespace Akka.Actor;

/// <summary>A <see cref="Terminated"/> that the watcher did not handle.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated");
