namespace Akka.Event;

public static class Logging
{
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null) =>
        Create(context.System.EventStream, context.Self.Path.ToString(), ((ActorCell)context).Props.Type, logMessageFormatter);

    /// <summary>Logs as an actor, a type, or whatever the text names.</summary>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null) =>
        Create(
            system.EventStream,
            logSourceObj is IActorRef reference ? reference.Path.ToString() : $"{Source(logSourceObj)} ({system})",
            logSourceObj as Type ?? logSourceObj.GetType(),
            logMessageFormatter);

    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null) =>
        Create(loggingBus, Source(logSourceObj), logSourceObj as Type ?? logSourceObj.GetType(), logMessageFormatter);

    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        _ => typeof(Error),
    };

    public static string StringFor(this LogLevel logLevel) => ClassFor(logLevel).Name.ToUpperInvariant();

    public static LogLevel LogLevelFor(string logLevel) => logLevel?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => LogLevel.ErrorLevel + 1,
        _ => throw new ArgumentException($"Unknown LogLevel: \"{logLevel}\". Valid values are: DEBUG, INFO, WARNING, ERROR, OFF"),
    };

    private static string Source(object source) => source as string ?? (source as Type ?? source.GetType()).Name;
    private static BusLogging Create(LoggingBus bus, string source, Type type, ILogMessageFormatter? formatter) =>
        new(bus, source, type, formatter ?? DefaultLogMessageFormatter.Instance);
}
