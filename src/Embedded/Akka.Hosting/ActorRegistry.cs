using System.Collections;
using System.Collections.Concurrent;

namespace Akka.Hosting;

/// <summary>The registry of one actor system.</summary>
public class ActorRegistry : IActorRegistry, IExtension
{
    // An entry is made by whoever comes first: the one who registers the actor, or the one who waits for it.
    private readonly ConcurrentDictionary<Type, TaskCompletionSource<IActorRef>> _actors = new();

    public static ActorRegistry For(ActorSystem actorSystem) => new ActorRegistryExtension().Apply(actorSystem);

    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        if (!TryRegister<TKey>(actor, overwrite))
            throw new DuplicateActorRegistryException($"An actor is already registered under key {typeof(TKey)}. Set overwrite to replace it.");
    }

    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false) => TryRegister(typeof(TKey), actor, overwrite);
    public bool TryRegister(Type key, IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Entry(key).TrySetResult(actor))
            return true;
        if (overwrite)
        {
            _actors[key] = new TaskCompletionSource<IActorRef>();
            _actors[key].SetResult(actor);
        }

        return overwrite;
    }

    public bool TryGet<TKey>([NotNullWhen(true)] out IActorRef? actor) => TryGet(typeof(TKey), out actor);
    public bool TryGet(Type key, [NotNullWhen(true)] out IActorRef? actor)
    {
        actor = _actors.TryGetValue(key, out var entry) && entry.Task.IsCompleted ? entry.Task.Result : null;
        return actor is not null;
    }

    public IActorRef Get<TKey>() =>
        TryGet<TKey>(out var actor) ? actor : throw new MissingActorRegistryEntryException($"No actor registered for key {typeof(TKey)}");
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => GetAsync(typeof(TKey), ct);
    public Task<IActorRef> GetAsync(Type key, CancellationToken ct = default) => Entry(key).Task.WaitAsync(ct);
    public IEnumerator<KeyValuePair<Type, IActorRef>> GetEnumerator() => _actors.Where(entry => entry.Value.Task.IsCompleted)
        .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Task.Result)).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private TaskCompletionSource<IActorRef> Entry(Type key) =>
        _actors.GetOrAdd(key, static _ => new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously));
}
