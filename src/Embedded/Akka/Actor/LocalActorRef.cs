namespace Akka.Actor;

internal sealed class LocalActorRef : ActorRefBase, IInternalActorRef
{
    private readonly ActorCell _cell;

    public LocalActorRef(ActorCell cell, ActorPath path)
    {
        _cell = cell;
        Path = path;
    }

    public override ActorPath Path { get; }
    public ActorCell Cell => _cell;
    public ActorSystemImpl System => _cell.SystemImpl;
    public IInternalActorRef? Parent => _cell.ParentRef;
    public IEnumerable<IInternalActorRef> Children => _cell.ChildrenRefs;
    public IInternalActorRef? FindChild(string name) => _cell.FindChild(name);
    public void SendSystemMessage(SystemMessage message) => _cell.SendSystemMessage(message);
    protected override void TellInternal(object message, IActorRef? sender) => _cell.SendMessage(message, sender);
}
