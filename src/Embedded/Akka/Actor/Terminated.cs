namespace Akka.Actor;

/// <summary>A watched actor is dead; its existence is not confirmed when it was so before the watch began.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    : IAutoReceivedMessage, IDeadLetterSuppression
{
    public IActorRef ActorRef { get; } = actorRef;
    public bool AddressTerminated { get; } = addressTerminated;
    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}
