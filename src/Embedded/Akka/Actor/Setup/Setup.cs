namespace Akka.Actor.Setup;

/// <summary>A piece of what an actor system is started with, found by its type.</summary>
public abstract class Setup;
