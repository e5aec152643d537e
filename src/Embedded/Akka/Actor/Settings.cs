namespace Akka.Actor;

public class Settings
{
    private readonly Config _userConfig;
    private Config _fallback = ConfigurationFactory.Default();

    internal Settings(Config config, Setup.ActorSystemSetup setup)
    {
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
    }

    public Setup.ActorSystemSetup Setup { get; }
    public Config Config { get; private set; }
    public string LogLevel { get; }
    public int LogDeadLetters { get; }
    public TimeSpan AskTimeout { get; }
    public bool DebugUnhandledMessage { get; }

    /// <summary>Adds an extension's defaults: what the user set and earlier defaults win.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallback = _fallback.SafeWithFallback(config);
        Config = _userConfig.SafeWithFallback(_fallback);
    }

    public override string ToString() => Config.ToString();
}
