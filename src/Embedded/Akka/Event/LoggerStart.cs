using System.Globalization;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Util;

namespace Akka.Event;

/// <summary>Starts the loggers of <c>akka.loggers</c>.</summary>
internal static class LoggerStart
{
    public static void Start(ActorSystemImpl system)
    {
        var level = system.EventStream.LogLevel;
        var number = 0;
        foreach (var name in system.Settings.Loggers)
        {
            number++;
            var props = name.Split(',')[0].Trim() == typeof(DefaultLogger).FullName
                ? Props.Create(() => new DefaultLogger())
                : ConfiguredType.Props(name);
            var logger = system.SystemActorOf(
                props.WithDispatcher(system.Settings.LoggersDispatcher),
                string.Create(CultureInfo.InvariantCulture, $"log{number}-{props.Type.Name}"));
            Add(system, logger, level);
        }

        if (system.Settings.DebugUnhandledMessage)
        {
            system.SystemActorOf(Props.Create(() => new UnhandledMessageForwarder()), "UnhandledMessageForwarder");
        }

        if (system.Settings.LogConfigOnStart)
        {
            system.Log.Info(system.Settings.ToString());
        }
    }

    private static void Add(ActorSystemImpl system, IActorRef logger, LogLevel level)
    {
        // Told first: every event the subscriptions bring comes after it.
        logger.Tell(new InitializeLogger(system.EventStream), ActorRefs.NoSender);
        for (var each = level; each <= LogLevel.ErrorLevel; each++)
        {
            system.EventStream.Subscribe(logger, each.ClassFor());
        }
    }
}
