using Akka.Actor;
using Akka.Event;
using Serilog.Events;
using LogEvent = Akka.Event.LogEvent;

namespace DicomActors.Node.Logging;

/// <summary>Passes the actor system's log on to Serilog. Named in <c>akka.loggers</c>.</summary>
internal sealed class SerilogLogger : ReceiveActor
{
    /// <summary>Made by the actor system.</summary>
    public SerilogLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Pass);
    }

    private static void Pass(LogEvent entry)
    {
        var level = entry.LogLevel() switch
        {
            Akka.Event.LogLevel.DebugLevel => LogEventLevel.Debug,
            Akka.Event.LogLevel.InfoLevel => LogEventLevel.Information,
            Akka.Event.LogLevel.WarningLevel => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
        Serilog.Log.Logger.ForContext("Source", entry.LogSource).Write(level, entry.Cause, "{Text:l}", entry.Message.ToString());
    }
}
