namespace Akka.Actor;

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
