using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>The dispatchers of a system, by configuration path.</summary>
public sealed class Dispatchers
{
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";
    public const string DefaultBlockingDispatcherId = "akka.actor.default-blocking-io-dispatcher";
    public const string SynchronizedDispatcherId = "akka.actor.synchronized-dispatcher";

    private readonly ConcurrentDictionary<string, MessageDispatcher> _dispatchers = new(StringComparer.Ordinal);
    private readonly Settings _settings;

    internal Dispatchers(Settings settings)
    {
        _settings = settings;
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
    }

    public MessageDispatcher DefaultGlobalDispatcher { get; }
    public bool HasDispatcher(string id) => _settings.Config.HasPath(id);
    public MessageDispatcher Lookup(string dispatcherName) => _dispatchers.GetOrAdd(dispatcherName, Create);
    private ThreadPoolDispatcher Create(string id) => HasDispatcher(id)
        ? new ThreadPoolDispatcher(id, _settings.Config.GetInt(id + ".throughput", 30))
        : throw new ConfigurationException($"Dispatcher [{id}] not configured.");
}
