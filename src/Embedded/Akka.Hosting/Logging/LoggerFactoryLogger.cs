using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

/// <summary>Passes log events on to Microsoft.Extensions.Logging; the category is the class that logged.</summary>
public class LoggerFactoryLogger : DefaultLogger
{
    private readonly ILoggerFactory _factory = Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value?.LoggerFactory
        ?? throw new ConfigurationException("LoggerFactoryLogger needs a LoggerFactorySetup.");

    protected override void Print(LogEvent logEvent)
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
