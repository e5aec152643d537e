namespace Akka.Event;

/// <summary>One thing to log. The message is formatted when it is read.</summary>
public abstract class LogEvent
{
    private protected LogEvent(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause!;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    public Exception Cause { get; }
    public DateTime Timestamp { get; } = DateTime.UtcNow;
    public Thread Thread { get; } = Thread.CurrentThread;
    public string LogSource { get; }
    public Type LogClass { get; }
    public object Message { get; }

    public abstract LogLevel LogLevel();

    public override string ToString()
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"[{LogLevel().StringFor()}][{Timestamp:MM/dd/yyyy HH:mm:ss.fffZ}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}");
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}
