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

    /// <summary>Starts the loggers of <c>akka.loggers</c>.</summary>
    internal void StartLoggers(ExtendedActorSystem system)
    {
        var names = system.Settings.Config.GetStringList("akka.loggers");
        for (var i = 0; i < names.Count; i++)
        {
            var props = names[i] == "Akka.Event.DefaultLogger" ? Props.Create<DefaultLogger>() : ConfiguredType.Props(names[i]);
            var logger = system.SystemActorOf(props, $"log{i + 1}-{props.Type.Name}");
            // Told first: every event the subscriptions bring comes after it.
            logger.Tell(new InitializeLogger(this), ActorRefs.NoSender);
            for (var level = LogLevel; level <= LogLevel.ErrorLevel; level++)
                Subscribe(logger, level.ClassFor());
        }

        if (system.Settings.Config.GetBoolean("akka.log-config-on-start"))
            system.Log.Info(system.Settings.ToString());
    }

    internal void ActorDied(ActorCell cell)
    {
        if (cell.SubscribesToEventStream)
            Unsubscribe(cell.Self);
    }
}
