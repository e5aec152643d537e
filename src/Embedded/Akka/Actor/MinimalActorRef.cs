namespace Akka.Actor;

/// <summary>A reference without an actor behind it.</summary>
internal abstract class MinimalActorRef : ActorRefBase, IInternalActorRef
{
    public abstract ActorSystemImpl? System { get; }
    public virtual IInternalActorRef? Parent => null;
    public virtual IEnumerable<IInternalActorRef> Children => [];
    public virtual IInternalActorRef? FindChild(string name) => null;
    public virtual void SendSystemMessage(SystemMessage message) => message.AnswerForTheDead();
    protected override void TellInternal(object message, IActorRef? sender) { }
}
