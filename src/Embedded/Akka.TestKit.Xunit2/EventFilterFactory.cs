namespace Akka.TestKit;

/// <summary>Describes the log events a test expects. Texts are compared with the message and with the cause's message.</summary>
public class EventFilterFactory(TestKitBase testkit)
{
    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);
    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);
    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);
    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);
    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Create($"{logLevel} {message ?? start ?? contains}", e =>
            e.LogLevel() == logLevel && FromSource(e, source) && Says(e, message, start, contains));

    public IEventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception =>
        Create($"{typeof(TException)} {message ?? start ?? contains}", e =>
            e is Error { Cause: TException } && FromSource(e, source) && Says(e, message, start, contains));

    public IEventFilterApplier DeadLetter() => DeadLetter<object>();
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter<TMessage>(static _ => true, source);
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        Create($"dead letter of {typeof(TMessage)}", e =>
            e.Message is DeadLetter { Message: TMessage message } && FromSource(e, source) && isMatch(message));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Create("custom", e => e is TLogEvent typed && predicate(typed));

    private static bool Says(LogEvent logEvent, string? message, string? start, string? contains)
    {
        return Matches(logEvent.Message?.ToString() ?? "") || (logEvent.Cause is { } cause && Matches(cause.Message));

        bool Matches(string text) =>
            message is not null ? text == message
            : start is not null ? text.StartsWith(start, StringComparison.Ordinal)
            : contains is null || text.Contains(contains, StringComparison.Ordinal);
    }

    private static bool FromSource(LogEvent logEvent, string? source) =>
        source is null || logEvent.LogSource == source
        || (source.StartsWith('/') && ActorPath.TryParse(logEvent.LogSource, out var path) && path.ToStringWithoutAddress() == source);
    private EventFilterApplier Create(string description, Predicate<LogEvent> predicate) => new(testkit, predicate, description);
}
