namespace Akka.Actor;

/// <summary>The address of one incarnation of an actor: all the rest of the world ever sees of it.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>
{
    ActorPath Path { get; }
}
