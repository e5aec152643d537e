namespace Akka.Actor;

/// <summary>What the runtime itself needs of a reference: lifecycle messages and the place in the tree.</summary>
internal interface IInternalActorRef : IActorRef
{
    /// <summary>The system the reference belongs to; null for <see cref="Nobody"/> only.</summary>
    ActorSystemImpl? System { get; }
    IInternalActorRef? Parent { get; }

    /// <summary>The living child of that name, else null.</summary>
    IInternalActorRef? FindChild(string name);
    IEnumerable<IInternalActorRef> Children { get; }
    void SendSystemMessage(SystemMessage message);
}
