using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>One thing to log. The message is formatted when it is read.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    protected LogEvent()
    {
        Timestamp = DateTime.UtcNow;
        Thread = Thread.CurrentThread;
    }

    public Exception Cause { get; protected set; } = null!;

    public DateTime Timestamp { get; }

    public Thread Thread { get; }

    public string LogSource { get; protected set; } = null!;

    public Type LogClass { get; protected set; } = null!;

    public object Message { get; protected set; } = null!;

    public abstract LogLevel LogLevel();

    public override string ToString()
    {
        var level = LogLevel().ToString().Replace("Level", "", StringComparison.Ordinal).ToUpperInvariant();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"[{level}][{Timestamp:MM/dd/yyyy HH:mm:ss.fffZ}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}");
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}
