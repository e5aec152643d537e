namespace Akka.Event;

/// <summary>Publishes to the subscribers of an event's type, of its base types and of its interfaces.</summary>
public class LoggingBus
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, HashSet<IActorRef>> _subscribers = [];

    // Who gets an event of a type; built when the first such event is published, dropped whole when a subscription changes.
    private volatile ConcurrentDictionary<Type, IActorRef[]> _routes = new();

    public LogLevel LogLevel { get; private set; } = LogLevel.InfoLevel;

    public virtual void Publish(object @event)
    {
        var type = @event.GetType();
        if (!_routes.TryGetValue(type, out var subscribers))
            subscribers = BuildRoute(type);
        foreach (var subscriber in subscribers)
            subscriber.Tell(@event, ActorRefs.NoSender);
    }

    /// <summary>False when the subscription exists already.</summary>
    public virtual bool Subscribe(IActorRef subscriber, Type classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            if (!_subscribers.TryGetValue(classifier, out var set))
                _subscribers.Add(classifier, set = []);
            return Changed(set.Add(subscriber));
        }
    }

    /// <summary>False when there was no such subscription.</summary>
    public virtual bool Unsubscribe(IActorRef subscriber, Type classifier)
    {
        lock (_lock)
            return Changed(_subscribers.TryGetValue(classifier, out var set) && set.Remove(subscriber));
    }

    public virtual bool Unsubscribe(IActorRef subscriber)
    {
        lock (_lock)
            return Changed(_subscribers.Values.Aggregate(false, (removed, set) => set.Remove(subscriber) | removed));
    }

    public void SetLogLevel(LogLevel logLevel) => LogLevel = logLevel;

    private bool Changed(bool changed)
    {
        if (changed)
            _routes = new();
        return changed;
    }

    private IActorRef[] BuildRoute(Type type)
    {
        lock (_lock)
        {
            return _routes[type] = _subscribers
                .Where(entry => entry.Key.IsAssignableFrom(type)).SelectMany(entry => entry.Value).Distinct().ToArray();
        }
    }
}
