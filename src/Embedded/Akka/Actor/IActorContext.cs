namespace Akka.Actor;

/// <summary>What an actor may do with itself; valid on the actor's own thread only, while it handles a message.</summary>
public interface IActorContext : IActorRefFactory
{
    IActorRef Self { get; }
    IActorRef Sender { get; }
    ActorSystem System { get; }
    IActorRef Parent { get; }

    void Become(Receive receive);
    void BecomeStacked(Receive receive);
    void UnbecomeStacked();
    IActorRef Child(string name);
    IEnumerable<IActorRef> GetChildren();
    void SetReceiveTimeout(TimeSpan? timeout);
    void Stop(IActorRef child);
    IActorRef Watch(IActorRef subject);
    IActorRef WatchWith(IActorRef subject, object message);
    IActorRef Unwatch(IActorRef subject);
}
