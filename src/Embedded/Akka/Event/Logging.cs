using Akka.Actor;

namespace Akka.Event;

public static class Logging
{
    /// <summary>Logs as the actor; usable from any thread.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null) =>
        new BusLogging(
            context.System.EventStream,
            context.Self.Path.ToString(),
            ((ActorCell)context).Props.Type,
            logMessageFormatter ?? DefaultLogMessageFormatter.Instance);

    public static ILoggingAdapter GetLogger(
        ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var source = logSourceObj is IActorRef ? Source(logSourceObj) : $"{Source(logSourceObj)} ({system})";
        return new BusLogging(
            system.EventStream, source, SourceType(logSourceObj), logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    public static ILoggingAdapter GetLogger(
        LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null) =>
        new BusLogging(
            loggingBus, Source(logSourceObj), SourceType(logSourceObj), logMessageFormatter ?? DefaultLogMessageFormatter.Instance);

    public static string SimpleName(object o) => SimpleName(o.GetType());

    public static string SimpleName(Type t) => t.Name;

    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        _ => typeof(Error),
    };

    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        _ => "ERROR",
    };

    /// <exception cref="ArgumentException">The name is none of DEBUG, INFO, WARNING, ERROR and OFF.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => LogLevel.ErrorLevel + 1,
        _ => throw new ArgumentException($"Unknown LogLevel: \"{logLevel}\". Valid values are: DEBUG, INFO, WARNING, ERROR, OFF"),
    };

    private static string Source(object source) => source switch
    {
        string name => name,
        Type type => SimpleName(type),
        IActorRef reference => reference.Path.ToString(),
        _ => SimpleName(source),
    };

    private static Type SourceType(object source) => source as Type ?? source.GetType();
}
