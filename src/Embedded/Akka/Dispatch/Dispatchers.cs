namespace Akka.Dispatch;

internal sealed class Dispatchers
{
    private readonly ConcurrentDictionary<string, MessageDispatcher> _dispatchers = new(StringComparer.Ordinal);
    private readonly Settings _settings;

    public Dispatchers(Settings settings)
    {
        _settings = settings;
        DefaultGlobalDispatcher = Lookup("akka.actor.default-dispatcher");
    }

    public MessageDispatcher DefaultGlobalDispatcher { get; }
    public MessageDispatcher Lookup(string dispatcherName) => _dispatchers.GetOrAdd(dispatcherName, Create);
    private MessageDispatcher Create(string id) => _settings.Config.HasPath(id)
        ? new MessageDispatcher(_settings.Config.GetInt(id + ".throughput", 30))
        : throw new ConfigurationException($"Dispatcher [{id}] not configured.");
}
