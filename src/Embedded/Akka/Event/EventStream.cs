namespace Akka.Event;

/// <summary>The bus of one actor system. A subscriber's subscriptions end with it.</summary>
public class EventStream : LoggingBus
{
    internal EventStream() { }

    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        // First the mark, then the look at its state: an actor that dies in between takes the subscription along.
        if (subscriber is LocalActorRef local)
            local.Cell.SubscribesToEventStream = true;
        var added = base.Subscribe(subscriber, channel);
        if (subscriber is LocalActorRef { Cell.IsTerminated: true })
            Unsubscribe(subscriber);
        return added;
    }

    internal void ActorDied(ActorCell cell)
    {
        if (cell.SubscribesToEventStream)
            Unsubscribe(cell.Self);
    }
}
