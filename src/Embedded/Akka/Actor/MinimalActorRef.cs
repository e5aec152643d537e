namespace Akka.Actor;

internal abstract class MinimalActorRef(ActorSystem system) : ActorRefBase, IInternalActorRef
{
    public ActorSystem System => system;
    public virtual IEnumerable<IInternalActorRef> Children => [];
    public virtual IInternalActorRef? FindChild(string name) => null;
    public virtual void SendSystemMessage(SystemMessage message) => message.AnswerForTheDead();
    protected override void TellInternal(object message, IActorRef? sender) { }
}
