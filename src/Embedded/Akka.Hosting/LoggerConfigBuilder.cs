using LogLevel = Akka.Event.LogLevel;

namespace Akka.Hosting;

public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];

    internal LoggerConfigBuilder(AkkaConfigurationBuilder builder) => Builder = builder;

    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;
    public bool LogConfigOnStart { get; set; }
    internal AkkaConfigurationBuilder Builder { get; }

    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    public LoggerConfigBuilder AddLogger<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : IRequiresMessageQueue<ILoggerMessageQueueSemantics>
    {
        _loggers.Add(typeof(T));
        return this;
    }

    internal string ToHocon() => $"""
        akka.loglevel = {LogLevel.StringFor()}
        akka.log-config-on-start = {(LogConfigOnStart ? "on" : "off")}
        akka.loggers = [{string.Join(", ", _loggers.Select(type => $"\"{type.FullName}, {type.Assembly.GetName().Name}\""))}]
        """;
}
