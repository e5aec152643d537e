namespace Akka.Hosting;

public interface IReadOnlyActorRegistry
{
    bool TryGet<TKey>([NotNullWhen(true)] out IActorRef? actor);

    IActorRef Get<TKey>();

    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);
}
