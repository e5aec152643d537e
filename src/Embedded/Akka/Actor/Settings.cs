namespace Akka.Actor;

/// <summary>The configuration of one system, its defaults included.</summary>
public class Settings
{
    private readonly Config _userConfig;
    private Config _fallback = ConfigurationFactory.Default();

    internal Settings(ActorSystem system, Config config, Setup.ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        _userConfig = config;
        Config = _userConfig.SafeWithFallback(_fallback);
        LogLevel = Config.GetString("akka.loglevel");
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
    }

    public ActorSystem System { get; }
    public Setup.ActorSystemSetup Setup { get; }
    public Config Config { get; private set; }
    public string LogLevel { get; }
    public int LogDeadLetters { get; }
    public TimeSpan AskTimeout { get; }
    public bool DebugUnhandledMessage { get; }
    public bool CoordinatedShutdownTerminateActorSystem { get; }
    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Adds an extension's defaults: what the user set and earlier defaults win.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallback = _fallback.SafeWithFallback(config);
        Config = _userConfig.SafeWithFallback(_fallback);
    }

    public override string ToString() => Config.ToString();
}
