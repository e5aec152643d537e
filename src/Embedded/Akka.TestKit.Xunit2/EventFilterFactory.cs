using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>Describes the log events a test expects. Texts are compared with the message and with the cause's message.</summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testKit;
    private readonly ActorSystem _system;
    private readonly EventFilterBase[] _filters;

    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    internal EventFilterFactory(TestKitBase testkit, ActorSystem system, EventFilterBase[] filters)
    {
        _testKit = testkit;
        _system = system;
        _filters = filters;
    }

    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    public IEventFilterApplier Debug(Regex pattern, string? source = null) => ForLogLevel(LogLevel.DebugLevel, pattern, source);

    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    public IEventFilterApplier Info(Regex pattern, string? source = null) => ForLogLevel(LogLevel.InfoLevel, pattern, source);

    public IEventFilterApplier Warning(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    public IEventFilterApplier Warning(Regex pattern, string? source = null) => ForLogLevel(LogLevel.WarningLevel, pattern, source);

    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    public IEventFilterApplier Error(Regex pattern, string? source = null) => ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Create($"{logLevel} {message ?? start ?? contains}", e =>
            e.LogLevel() == logLevel && FromSource(e, source) && Says(e, Text(message, start, contains)));

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        Create($"{logLevel} {pattern}", e => e.LogLevel() == logLevel && FromSource(e, source) && Says(e, pattern.IsMatch));

    public IEventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception =>
        Create($"{typeof(TException)} {pattern}", e => e is Error { Cause: TException } && FromSource(e, source) && Says(e, pattern.IsMatch));

    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null,
        bool checkInnerExceptions = false) =>
        Create($"{exceptionType} {message ?? start ?? contains}", e =>
            e is Error && Causes(e, checkInnerExceptions).Any(exceptionType.IsInstanceOfType)
            && FromSource(e, source) && Says(e, Text(message, start, contains)));

    public IEventFilterApplier DeadLetter() => DeadLetter<object>();

    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter<TMessage>(static _ => true, source);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        Create($"dead letter of {typeof(TMessage)}", e =>
            e.Message is DeadLetter { Message: TMessage message } && FromSource(e, source) && isMatch(message));

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Create("custom", predicate);

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Create("custom", e => e is TLogEvent typed && predicate(typed));

    private static Predicate<string> Text(string? message, string? start, string? contains) => text =>
        message is not null ? text == message
        : start is not null ? text.StartsWith(start, StringComparison.Ordinal)
        : contains is null || text.Contains(contains, StringComparison.Ordinal);

    private static bool Says(LogEvent logEvent, Predicate<string> text) =>
        text(logEvent.Message?.ToString() ?? "") || (logEvent.Cause is { } cause && text(cause.Message));

    private static bool FromSource(LogEvent logEvent, string? source) =>
        source is null || logEvent.LogSource == source
        || (source.StartsWith('/') && ActorPath.TryParse(logEvent.LogSource, out var path) && path.ToStringWithoutAddress() == source);

    private static IEnumerable<Exception> Causes(LogEvent logEvent, bool inner)
    {
        for (var cause = logEvent.Cause; cause is not null; cause = inner ? cause.InnerException : null)
        {
            yield return cause;
        }
    }

    private EventFilterApplier Create(string description, Predicate<LogEvent> predicate) =>
        new(_testKit, _system, [.. _filters, new PredicateEventFilter(description, predicate)]);
}
