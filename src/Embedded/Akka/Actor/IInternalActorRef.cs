namespace Akka.Actor;

/// <summary>What the runtime itself needs of a reference: lifecycle messages and the place in the tree.</summary>
internal interface IInternalActorRef : IActorRef
{
    /// <summary>The system the reference belongs to; null for <see cref="Nobody"/> only.</summary>
    ActorSystem? System { get; }
    IInternalActorRef? Parent => null;
    IEnumerable<IInternalActorRef> Children => [];
    /// <summary>The living child of that name, else null.</summary>
    IInternalActorRef? FindChild(string name) => null;
    void SendSystemMessage(SystemMessage message) => message.AnswerForTheDead();
}
