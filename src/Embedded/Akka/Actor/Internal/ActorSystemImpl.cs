using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Akka.Actor.Setup;

namespace Akka.Actor.Internal;

internal sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ConcurrentStack<Action> _onTermination = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _uids;
    private long _tempNames;

    public ActorSystemImpl(string name, Config config, ActorSystemSetup setup)
    {
        if (!SystemName().IsMatch(name))
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')",
                nameof(name));
        }

        Name = name;
        Settings = new Settings(this, config, setup);
        EventStream = new EventStream();
        EventStream.SetLogLevel(Logging.LogLevelFor(Settings.LogLevel));
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})");
        RootPath = new RootActorPath(new Address("akka", name));
        DeadLetterMailbox = new EmptyLocalActorRef(this, RootPath / "deadLetters");
        Mailboxes = new Mailboxes(Settings);
        Dispatchers = new Dispatchers(Settings);
        Scheduler = CreateScheduler();
        RootGuardian = new RootGuardian(this, RootPath);
        SystemGuardian = RootGuardian.CreateGuardian("system", SupervisorStrategy.DefaultStrategy, FinishTermination);
        UserGuardian = RootGuardian.CreateGuardian(
            "user", SupervisorStrategyConfigurator.CreateConfigurator(
                Settings.Config.GetString("akka.actor.guardian-supervisor-strategy")).Create(), StopSystemGuardian);
    }

    public override string Name { get; }
    public override Settings Settings { get; }
    public override EventStream EventStream { get; }
    public override IActorRef DeadLetters => DeadLetterMailbox;
    public override ILoggingAdapter Log { get; }
    public override IScheduler Scheduler { get; }
    public override Dispatchers Dispatchers { get; }
    public override Task WhenTerminated => _terminated.Task;
    public ActorPath RootPath { get; }
    public EmptyLocalActorRef DeadLetterMailbox { get; }
    public Mailboxes Mailboxes { get; }
    public RootGuardian RootGuardian { get; }
    public ActorCell UserGuardian { get; }
    public ActorCell SystemGuardian { get; }

    public void Start()
    {
        LoggerStart.Start(this);
        if (Settings.LogDeadLetters > 0)
            SystemActorOf(Props.Create(() => new DeadLetterListener()), "deadLetterListener");

        CoordinatedShutdown.Get(this);
        foreach (var extension in Settings.Config.GetStringList("akka.extensions"))
            RegisterExtension(ConfiguredType.Create<IExtensionId>(extension));
    }

    public override IActorRef ActorOf(Props props, string? name = null) => UserGuardian.AttachChild(props, name);
    public override IActorRef SystemActorOf(Props props, string? name = null) => SystemGuardian.AttachChild(props, name);
    public override IActorRef SystemActorOf<[DynamicallyAccessedMembers(Props.Constructors)] TActor>(string? name = null) =>
        SystemActorOf(Props.Create<TActor>(), name);
    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this);
    public override ActorSelection ActorSelection(string actorPath) =>
        ActorRefFactoryShared.ActorSelection(actorPath, this, UserGuardian.Self);
    public override void Stop(IActorRef actor) =>
        ((IInternalActorRef)actor).SendSystemMessage(new Dispatch.SysMsg.SystemMessage.Terminate());

    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate)
            CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            Abort();

        return WhenTerminated;
    }

    public override void Abort() => Stop(UserGuardian.Self);

    public override void RegisterOnTermination(Action code)
    {
        if (WhenTerminated.IsCompleted)
            throw new InvalidOperationException("ActorSystem already terminated.");

        _onTermination.Push(code);
    }

    public override object RegisterExtension(IExtensionId extension) =>
        _extensions.GetOrAdd(
            extension.ExtensionType, static (_, made) => new Lazy<object>(() => made.Id.CreateExtension(made.System)), (Id: extension, System: this))
            .Value;

    public override object GetExtension(IExtensionId extensionId) =>
        TryGetExtension(extensionId.ExtensionType, out var extension) ? extension : null!;
    public override T GetExtension<T>() => TryGetExtension<T>(out var extension) ? extension : null!;
    public override bool HasExtension(Type type) => _extensions.ContainsKey(type);
    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension(Type extensionType, [NotNullWhen(true)] out object? extension)
    {
        extension = _extensions.TryGetValue(extensionType, out var made) ? made.Value : null;
        return extension is not null;
    }

    public override bool TryGetExtension<T>([NotNullWhen(true)] out T? extension)
        where T : class
    {
        var found = TryGetExtension(typeof(T), out var untyped);
        extension = untyped as T;
        return found;
    }

    public override string ToString() => RootPath.Address.ToString();
    public long NextUid() => Interlocked.Increment(ref _uids);
    public ActorPath NextTempPath() =>
        RootPath / "temp" / ("$" + Interlocked.Increment(ref _tempNames).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9-_]*$")]
    private static partial Regex SystemName();

    private IScheduler CreateScheduler()
    {
        var type = Settings.Config.GetString("akka.scheduler.implementation");
        var log = Logging.GetLogger(EventStream, "Scheduler");
        return type == ReferenceConfiguration.DefaultScheduler
            ? new TimerQueueScheduler(log)
            : ConfiguredType.Create<IScheduler>(type, Settings.Config.GetConfig("akka.scheduler"), log);
    }

    private void StopSystemGuardian() => Stop(SystemGuardian.Self);

    private void FinishTermination()
    {
        while (_onTermination.TryPop(out var code))
        {
#pragma warning disable CA1031 // One callback that throws must not keep the others from running.
            try
            {
                code();
            }
            catch (Exception e)
            {
                Console.Error.WriteLine($"[{Name}] A termination callback failed: {e}");
            }
#pragma warning restore CA1031
        }

        (Scheduler as IDisposable)?.Dispose();
        _terminated.TrySetResult();
    }
}
