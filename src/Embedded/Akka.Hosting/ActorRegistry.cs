using System.Collections.Concurrent;

namespace Akka.Hosting;

public class ActorRegistry : IActorRegistry, IExtension
{
    // An entry is made by whoever comes first: the one who registers the actor, or the one who waits for it.
    private readonly ConcurrentDictionary<Type, TaskCompletionSource<IActorRef>> _actors = new();

    public static ActorRegistry For(ActorSystem actorSystem) => new Id().Apply(actorSystem);

    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        if (!TryRegister<TKey>(actor, overwrite))
            throw new DuplicateActorRegistryException($"An actor is already registered under key {typeof(TKey)}. Set overwrite to replace it.");
    }

    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Entry<TKey>().TrySetResult(actor))
            return true;
        if (overwrite)
        {
            var entry = new TaskCompletionSource<IActorRef>();
            entry.SetResult(actor);
            _actors[typeof(TKey)] = entry;
        }

        return overwrite;
    }

    public bool TryGet<TKey>([NotNullWhen(true)] out IActorRef? actor)
    {
        actor = _actors.TryGetValue(typeof(TKey), out var entry) && entry.Task.IsCompleted ? entry.Task.Result : null;
        return actor is not null;
    }

    public IActorRef Get<TKey>() =>
        TryGet<TKey>(out var actor) ? actor : throw new MissingActorRegistryEntryException($"No actor registered for key {typeof(TKey)}");
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => Entry<TKey>().Task.WaitAsync(ct);

    private TaskCompletionSource<IActorRef> Entry<TKey>() =>
        _actors.GetOrAdd(typeof(TKey), static _ => new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Id : ExtensionIdProvider<ActorRegistry>
    {
        public override ActorRegistry CreateExtension(ExtendedActorSystem system) => new();
    }
}
