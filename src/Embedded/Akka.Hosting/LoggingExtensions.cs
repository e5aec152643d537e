using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

public static class LoggingExtensions
{
    public static AkkaConfigurationBuilder ConfigureLoggers(this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        var loggers = new LoggerConfigBuilder(builder);
        configurator(loggers);
        return builder.AddHocon(loggers.ToHocon(), HoconAddMode.Prepend);
    }

    public static LoggerConfigBuilder AddDefaultLogger(this LoggerConfigBuilder configBuilder) => configBuilder.AddLogger<DefaultLogger>();

    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder) =>
        configBuilder.AddLogger<Logging.LoggerFactoryLogger>();
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder, ILoggerFactory loggerFactory)
    {
        configBuilder.Builder.AddSetup(new Logging.LoggerFactorySetup(loggerFactory));
        return configBuilder.AddLoggerFactory();
    }
}
