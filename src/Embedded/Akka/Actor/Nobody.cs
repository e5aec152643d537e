namespace Akka.Actor;

/// <summary>The absent actor. Messages to it vanish.</summary>
public sealed class Nobody : ActorRefBase, IInternalActorRef
{
    public static Nobody Instance = new();

    private static readonly ActorPath NobodyPath = new RootActorPath(new Address("akka", "all-systems"), "Nobody");

    private Nobody() { }
    public override ActorPath Path => NobodyPath;
    ActorSystemImpl? IInternalActorRef.System => null;
    IInternalActorRef? IInternalActorRef.Parent => null;
    IEnumerable<IInternalActorRef> IInternalActorRef.Children => [];
    IInternalActorRef? IInternalActorRef.FindChild(string name) => null;
    void IInternalActorRef.SendSystemMessage(SystemMessage message) { }
    protected override void TellInternal(object message, IActorRef? sender) { }
}
