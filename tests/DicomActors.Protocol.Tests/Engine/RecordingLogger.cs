using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Keeps what an operator would see.</summary>
internal sealed class RecordingLogger : ILogger
{
    public ConcurrentQueue<string> AtInformationOrAbove { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            AtInformationOrAbove.Enqueue(formatter(state, exception));
        }
    }
}
