using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A logger whose levels are all off: it may be asked, but given nothing.</summary>
internal sealed class SwitchedOffLogger : ILogger
{
    private int _asked;
    private int _given;

    public int Asked => Volatile.Read(ref _asked);

    public int Given => Volatile.Read(ref _given);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        Interlocked.Increment(ref _asked);
        return false;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Interlocked.Increment(ref _given);
}
