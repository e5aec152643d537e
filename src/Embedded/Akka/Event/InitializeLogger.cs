namespace Akka.Event;

/// <summary>The first message a logger gets; it answers <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger(LoggingBus loggingBus)
{
    public LoggingBus LoggingBus { get; } = loggingBus;
}
