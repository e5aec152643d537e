using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The configuration of one system, its defaults included.</summary>
public class Settings
{
    private readonly Config _userConfig;
    private Config _fallback;

    public Settings(ActorSystem system, Config config)
        : this(system, config, ActorSystemSetup.Empty)
    {
    }

    public Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        _userConfig = config;
        _fallback = ConfigurationFactory.Default();
        Config = Rebuild();
        LogLevel = Config.GetString("akka.loglevel");
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggersDispatcher = Config.GetString("akka.loggers-dispatcher");
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy");
        SchedulerClass = Config.GetString("akka.scheduler.implementation");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate =
            Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
    }

    public ActorSystem System { get; }

    public ActorSystemSetup Setup { get; }

    public Config Config { get; private set; }

    public string LogLevel { get; }

    public string StdoutLogLevel { get; }

    public IList<string> Loggers { get; }

    public string LoggersDispatcher { get; }

    public bool LogConfigOnStart { get; }

    public int LogDeadLetters { get; }

    public bool LogDeadLettersDuringShutdown { get; }

    public TimeSpan AskTimeout { get; }

    public string SupervisorStrategyClass { get; }

    public string SchedulerClass { get; }

    public bool DebugUnhandledMessage { get; }

    public bool DebugEventStream { get; }

    public bool CoordinatedShutdownTerminateActorSystem { get; }

    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Adds an extension's defaults: what the user set and earlier defaults win.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallback = _fallback.SafeWithFallback(config);
        Config = Rebuild();
    }

    public override string ToString() => Config.ToString();

    private Config Rebuild() => _userConfig.SafeWithFallback(_fallback);
}
