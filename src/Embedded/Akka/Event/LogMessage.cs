namespace Akka.Event;

/// <summary>A format and its arguments, put together by <see cref="object.ToString"/>.</summary>
public abstract class LogMessage
{
    protected readonly ILogMessageFormatter Formatter;

    protected LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    public string Format { get; }

    public abstract IEnumerable<object> Parameters();

    public abstract string Unformatted();
}
