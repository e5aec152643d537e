using Akka.Event;
using Microsoft.Extensions.Logging;

namespace DicomActors;

/// <summary>Lets the protocol engine, which knows no actors, log into the actor system's log.</summary>
internal sealed class EngineLogger(ILoggingAdapter log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => logLevel switch
    {
        Microsoft.Extensions.Logging.LogLevel.None => false,
        _ => log.IsEnabled(Level(logLevel)),
    };

    public void Log<TState>(
        Microsoft.Extensions.Logging.LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            log.Log(Level(logLevel), exception, "{0}", formatter(state, exception));
        }
    }

    private static Akka.Event.LogLevel Level(Microsoft.Extensions.Logging.LogLevel level) => level switch
    {
        Microsoft.Extensions.Logging.LogLevel.Information => Akka.Event.LogLevel.InfoLevel,
        Microsoft.Extensions.Logging.LogLevel.Warning => Akka.Event.LogLevel.WarningLevel,
        >= Microsoft.Extensions.Logging.LogLevel.Error => Akka.Event.LogLevel.ErrorLevel,
        _ => Akka.Event.LogLevel.DebugLevel,
    };
}
