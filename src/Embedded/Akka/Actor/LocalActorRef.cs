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

internal sealed class LocalActorRef(ActorCell cell, ActorPath path) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path => path;
    public ActorCell Cell => cell;
    public ActorSystem System => cell.System;
    public IInternalActorRef? Parent => cell.ParentRef;
    public IEnumerable<IInternalActorRef> Children => cell.ChildrenRefs;
    public IInternalActorRef? FindChild(string name) => cell.FindChild(name);
    public void SendSystemMessage(SystemMessage message) => cell.SendSystemMessage(message);
    protected override void TellInternal(object message, IActorRef? sender) => cell.SendMessage(message, sender);
}

/// <summary>The absent actor. Messages to it vanish.</summary>
public sealed class Nobody : ActorRefBase, IInternalActorRef
{
    public static Nobody Instance = new();

    private Nobody() { }

    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems"), "Nobody");
    ActorSystem? IInternalActorRef.System => null;

    protected override void TellInternal(object message, IActorRef? sender) { }
}
