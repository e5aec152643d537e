using Akka.Actor;
using Akka.Event;
using DicomActors.Connections;
using Microsoft.Extensions.Logging;

namespace DicomActors;

/// <summary>Lets the protocol engine, which knows no actors, log into the actor system's log.</summary>
/// <param name="system">Whose log.</param>
/// <param name="source">What its entries come from.</param>
/// <param name="connection">Named behind the source, if it is the logger of one.</param>
internal sealed class EngineLogger(ActorSystem system, string source, ConnectionId? connection = null) : ILogger
{
    // Few connections ever log: made when one does.
    private ILoggingAdapter? _log;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => logLevel switch
    {
        Microsoft.Extensions.Logging.LogLevel.None => false,
        _ => system.EventStream.LogLevel <= Level(logLevel),
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
            _log ??= Logging.GetLogger(system, connection is null ? source : $"{source}/{connection}");
            _log.Log(Level(logLevel), exception, "{0}", formatter(state, exception));
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
