using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

/// <summary>Passes log events on to Microsoft.Extensions.Logging; the category is the class that logged.</summary>
public class LoggerFactoryLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly ILoggerFactory _factory = Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value?.LoggerFactory
        ?? throw new ConfigurationException("LoggerFactoryLogger needs a LoggerFactorySetup.");

    protected override bool Receive(object message)
    {
        if (message is InitializeLogger)
            Sender.Tell(new LoggerInitialized());
        else if (message is LogEvent logEvent)
            Write(logEvent);
        return message is InitializeLogger or LogEvent;
    }

    private void Write(LogEvent logEvent)
    {
        var level = logEvent.LogLevel() switch
        {
            Event.LogLevel.DebugLevel => LogLevel.Debug,
            Event.LogLevel.InfoLevel => LogLevel.Information,
            Event.LogLevel.WarningLevel => LogLevel.Warning,
            _ => LogLevel.Error,
        };
        _factory.CreateLogger(logEvent.LogClass.FullName!)
            .Log(level, default, logEvent, logEvent.Cause, static (e, _) => $"[{e.LogSource}] {e.Message}");
    }
}
