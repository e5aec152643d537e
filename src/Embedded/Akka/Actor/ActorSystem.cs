using System.Text.RegularExpressions;

namespace Akka.Actor;

/// <summary>A tree of actors with its own configuration, scheduler, EventStream and extensions.</summary>
public abstract partial class ActorSystem : IActorRefFactory, IDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ConcurrentStack<Action> _onTermination = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _uids;

    private protected ActorSystem(string name, Config config, ActorSystemSetup setup)
    {
        if (!ValidName().IsMatch(name))
            throw new ArgumentException($"Invalid ActorSystem name [{name}]: only letters, digits and inner '-' and '_' are allowed.", nameof(name));
        Name = name;
        Settings = new Settings(config, setup);
        EventStream = new EventStream();
        EventStream.SetLogLevel(Logging.LogLevelFor(Settings.LogLevel));
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})");
        var root = new RootActorPath($"akka://{name}");
        DeadLetterMailbox = new EmptyLocalActorRef(this, root / "deadLetters");
        Mailboxes = new Mailboxes(Settings);
        Dispatchers = new Dispatchers(Settings);
        Scheduler = CreateScheduler();
        RootGuardian = new RootGuardian(this, root);
        SystemGuardian = RootGuardian.CreateGuardian("system", SupervisorStrategy.DefaultStrategy, FinishTermination);
        UserGuardian = RootGuardian.CreateGuardian("user", GuardianStrategy(), () => Stop(SystemGuardian.Self));
    }

    public string Name { get; }
    public Settings Settings { get; }
    public EventStream EventStream { get; }
    public IActorRef DeadLetters => DeadLetterMailbox;
    public ILoggingAdapter Log { get; }
    public IScheduler Scheduler { get; }
    /// <summary>Completes when every actor has stopped and every extension was told.</summary>
    public Task WhenTerminated => _terminated.Task;
    internal EmptyLocalActorRef DeadLetterMailbox { get; }
    internal Dispatchers Dispatchers { get; }
    internal Mailboxes Mailboxes { get; }
    internal RootGuardian RootGuardian { get; }
    internal ActorCell UserGuardian { get; }
    internal ActorCell SystemGuardian { get; }

    public static ActorSystem Create(string name) => Create(name, ConfigurationFactory.Load());
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));
    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var system = new ExtendedActorSystem.Local(name, setup.Get<BootstrapSetup>().Value?.Config.Value ?? ConfigurationFactory.Load(), setup);
        system.EventStream.StartLoggers(system);
        if (system.Settings.LogDeadLetters > 0)
            system.SystemActorOf(Props.Create(() => new DeadLetterListener()), "deadLetterListener");
        CoordinatedShutdown.Get(system);
        foreach (var extension in system.Settings.Config.GetStringList("akka.extensions"))
            system.RegisterExtension(ConfiguredType.Create<IExtensionId>(extension));
        return system;
    }

    public IActorRef ActorOf(Props props, string? name = null) => UserGuardian.AttachChild(props, name);
    public ActorSelection ActorSelection(ActorPath actorPath) => Akka.Actor.ActorSelection.Of(actorPath, this);
    public ActorSelection ActorSelection(string actorPath) => Akka.Actor.ActorSelection.Of(actorPath, this, UserGuardian.Self);
    public void Stop(IActorRef actor) => ((IInternalActorRef)actor).SendSystemMessage(new SystemMessage.Terminate());

    public Task Terminate()
    {
        if (Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate"))
            CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            Stop(UserGuardian.Self);
        return WhenTerminated;
    }

    /// <summary>Begins to terminate the system; <see cref="WhenTerminated"/> tells when that is done.</summary>
    public void Dispose()
    {
        Terminate();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs when the actors have stopped, the latest registered first.</summary>
    public void RegisterOnTermination(Action code) =>
        _onTermination.Push(WhenTerminated.IsCompleted ? throw new InvalidOperationException("ActorSystem already terminated.") : code);
    public object RegisterExtension(IExtensionId extension) => _extensions.GetOrAdd(
        extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension((ExtendedActorSystem)this))).Value;
    public object GetExtension(IExtensionId extensionId) =>
        _extensions.TryGetValue(extensionId.ExtensionType, out var made) ? made.Value : null!;
    public T GetExtension<T>()
        where T : class, IExtension => _extensions.TryGetValue(typeof(T), out var made) ? (T)made.Value : null!;
    public bool HasExtension<T>()
        where T : class, IExtension => _extensions.ContainsKey(typeof(T));

    public override string ToString() => RootGuardian.Path.Address;
    internal long NextUid() => Interlocked.Increment(ref _uids);
    internal ActorPath NextTempPath() => RootGuardian.Path / "temp" / $"${NextUid()}";

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9-_]*$")]
    private static partial Regex ValidName();

    private SupervisorStrategy GuardianStrategy() => Settings.Config.GetString("akka.actor.guardian-supervisor-strategy") switch
    {
        "Akka.Actor.DefaultSupervisorStrategy" => SupervisorStrategy.DefaultStrategy,
        "Akka.Actor.StoppingSupervisorStrategy" => SupervisorStrategy.StoppingStrategy,
        var name => throw new ConfigurationException($"The embedded runtime has no guardian strategy [{name}]."),
    };

    private IScheduler CreateScheduler()
    {
        var type = Settings.Config.GetString("akka.scheduler.implementation");
        var log = Logging.GetLogger(EventStream, "Scheduler");
        return type == ReferenceConfiguration.DefaultScheduler
            ? new TimerQueueScheduler(log)
            : ConfiguredType.Create<IScheduler>(type, Settings.Config.GetConfig("akka.scheduler"), log);
    }

    private void FinishTermination()
    {
        while (_onTermination.TryPop(out var code))
        {
            try
            {
                code();
            }
            catch (Exception e)
            {
                Console.Error.WriteLine($"[{Name}] A termination callback failed: {e}");
            }
        }

        (Scheduler as IDisposable)?.Dispose();
        _terminated.TrySetResult();
    }
}
