namespace Akka.Event;

/// <summary>Starts the loggers of <c>akka.loggers</c>.</summary>
internal static class LoggerStart
{
    public static void Start(ExtendedActorSystem system)
    {
        var names = system.Settings.Config.GetStringList("akka.loggers");
        for (var i = 0; i < names.Count; i++)
        {
            var props = names[i] == "Akka.Event.DefaultLogger" ? Props.Create<DefaultLogger>() : ConfiguredType.Props(names[i]);
            var logger = system.SystemActorOf(props, $"log{i + 1}-{props.Type.Name}");
            // Told first: every event the subscriptions bring comes after it.
            logger.Tell(new InitializeLogger(system.EventStream), ActorRefs.NoSender);
            for (var level = system.EventStream.LogLevel; level <= LogLevel.ErrorLevel; level++)
                system.EventStream.Subscribe(logger, level.ClassFor());
        }

        if (system.Settings.Config.GetBoolean("akka.log-config-on-start"))
            system.Log.Info(system.Settings.ToString());
    }
}
