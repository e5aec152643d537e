namespace Akka.Hosting;

/// <summary>Injects the actor that is registered under the type.</summary>
public interface IRequiredActor<TActor>
{
    IActorRef ActorRef { get; }

    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}
