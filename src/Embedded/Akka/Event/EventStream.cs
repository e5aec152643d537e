using Akka.Actor;

namespace Akka.Event;

/// <summary>The bus of one actor system. A subscriber's subscriptions end with it.</summary>
public class EventStream : LoggingBus
{
    private readonly bool _debug;

    public EventStream(bool debug) => _debug = debug;

    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        if (subscriber is LocalActorRef local)
        {
            // First the mark, then the look at its state: an actor that dies in between takes the subscription along.
            local.Cell.SubscribesToEventStream = true;
        }

        var added = base.Subscribe(subscriber, channel);
        if (subscriber is LocalActorRef { Cell.IsTerminated: true })
        {
            base.Unsubscribe(subscriber);
        }

        Trace(added, $"subscribing {subscriber} to channel {channel}");
        return added;
    }

    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        var removed = base.Unsubscribe(subscriber, channel);
        Trace(removed, $"unsubscribing {subscriber} from channel {channel}");
        return removed;
    }

    public override bool Unsubscribe(IActorRef subscriber)
    {
        var removed = base.Unsubscribe(subscriber);
        Trace(removed, $"unsubscribing {subscriber} from all channels");
        return removed;
    }

    internal void ActorDied(ActorCell cell)
    {
        if (cell.SubscribesToEventStream)
        {
            base.Unsubscribe(cell.Self);
        }
    }

    private void Trace(bool changed, string message)
    {
        if (_debug && changed)
        {
            Publish(new Debug("EventStream", GetType(), message));
        }
    }
}
