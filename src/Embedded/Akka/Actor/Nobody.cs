namespace Akka.Actor;

public sealed class Nobody : ActorRefBase, IInternalActorRef
{
    public static Nobody Instance = new();

    private Nobody() { }

    public override ActorPath Path { get; } = new RootActorPath("akka://all-systems", "Nobody");
    ActorSystem? IInternalActorRef.System => null;

    protected override void TellInternal(object message, IActorRef? sender) { }
}
