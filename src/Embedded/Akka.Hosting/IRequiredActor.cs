namespace Akka.Hosting;

public interface IRequiredActor<TActor>
{
    IActorRef ActorRef { get; }

    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}
