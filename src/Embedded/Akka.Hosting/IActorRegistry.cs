namespace Akka.Hosting;

public interface IActorRegistry : IReadOnlyActorRegistry
{
    void Register<TKey>(IActorRef actor, bool overwrite = false);
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);
}
