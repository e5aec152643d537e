using Microsoft.Extensions.Logging;

namespace Akka.Hosting.Logging;

public class LoggerFactorySetup(ILoggerFactory loggerFactory) : Setup
{
    public ILoggerFactory LoggerFactory { get; } = loggerFactory;
}
