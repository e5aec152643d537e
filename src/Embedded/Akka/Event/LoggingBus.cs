using Akka.Actor;

namespace Akka.Event;

/// <summary>Publishes to the subscribers of an event's type, of its base types and of its interfaces.</summary>
public class LoggingBus
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, HashSet<IActorRef>> _subscribers = [];

    // Who gets an event of a type; built when the first such event is published, dropped whole when a subscription changes.
    private volatile System.Collections.Concurrent.ConcurrentDictionary<Type, IActorRef[]> _routes = new();

    public LogLevel LogLevel { get; private set; } = LogLevel.InfoLevel;

    public virtual void Publish(object @event)
    {
        var type = @event.GetType();
        if (!_routes.TryGetValue(type, out var subscribers))
        {
            subscribers = BuildRoute(type);
        }

        foreach (var subscriber in subscribers)
        {
            subscriber.Tell(@event, ActorRefs.NoSender);
        }
    }

    /// <summary>False when the subscription exists already.</summary>
    public virtual bool Subscribe(IActorRef subscriber, Type classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            if (!_subscribers.TryGetValue(classifier, out var set))
            {
                _subscribers.Add(classifier, set = []);
            }

            if (!set.Add(subscriber))
            {
                return false;
            }

            _routes = new();
            return true;
        }
    }

    /// <summary>False when there was no such subscription.</summary>
    public virtual bool Unsubscribe(IActorRef subscriber, Type classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            return Remove(subscriber, classifier);
        }
    }

    public virtual bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            var removed = false;
            foreach (var classifier in _subscribers.Keys.ToArray())
            {
                removed |= Remove(subscriber, classifier);
            }

            return removed;
        }
    }

    public void SetLogLevel(LogLevel logLevel) => LogLevel = logLevel;

    private bool Remove(IActorRef subscriber, Type classifier)
    {
        if (!_subscribers.TryGetValue(classifier, out var set) || !set.Remove(subscriber))
        {
            return false;
        }

        if (set.Count == 0)
        {
            _subscribers.Remove(classifier);
        }

        _routes = new();
        return true;
    }

    private IActorRef[] BuildRoute(Type type)
    {
        lock (_lock)
        {
            var route = _subscribers
                .Where(entry => entry.Key.IsAssignableFrom(type))
                .SelectMany(entry => entry.Value)
                .Distinct()
                .ToArray();
            _routes[type] = route;
            return route;
        }
    }
}
