namespace Akka.Actor;

public interface IWithUnboundedStash : IActorStash;
