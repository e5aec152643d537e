namespace Akka.TestKit;

/// <summary>A test's own actor, what it received, and the actor system it lives in.</summary>
public abstract partial class TestKitBase
{
    private static int _testActors;

    private readonly TestActorQueue _queue = new();
    private TimeSpan? _deadline;
    private bool _lastWasNoMessage;

    private protected TestKitBase(ActorSystem? system, ActorSystemSetup setup, string? actorSystemName, string? testActorName)
    {
        Sys = system ?? Start(setup, actorSystemName ?? "test");
        if (!Sys.Settings.Config.HasPath("akka.test"))
            Sys.Settings.InjectTopLevelFallback(DefaultConfig);
        TestKitSettings = new TestKitSettings(Sys.Settings.Config.GetConfig("akka.test"));
        Log = Logging.GetLogger(Sys, GetType());
        EventFilter = new EventFilterFactory(this);
        var queue = _queue;
        TestActor = ((ExtendedActorSystem)Sys).SystemActorOf(
            Props.Create(() => new InternalTestActor(queue)),
            testActorName ?? $"testActor{Interlocked.Increment(ref _testActors)}");
        if (this is not INoImplicitSender)
        {
            ActorCell.Current = ((LocalActorRef)TestActor).Cell;
            SynchronizationContext.SetSynchronizationContext(new TestSynchronizationContext(ActorCell.Current));
        }
    }

    public static Config DefaultConfig { get; } = ConfigurationFactory.ParseString("""
        akka.loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit"]
        akka.test { timefactor = 1.0, filter-leeway = 3s, single-expect-default = 3s, default-timeout = 5s }
        """);

    public static TimeSpan Now => Util.MonotonicClock.Elapsed;
    public ActorSystem Sys { get; }
    public IActorRef TestActor { get; }
    public TestKitSettings TestKitSettings { get; }
    public ILoggingAdapter Log { get; }
    public EventFilterFactory EventFilter { get; }
    public bool HasMessages => _queue.HasMessages;
    public IActorRef LastSender { get; private set; } = null!;

    public TimeSpan Remaining => _deadline is { } end
        ? (end - Now is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero)
        : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, name);
    /// <summary>Returns when the watch is in force.</summary>
    public IActorRef Watch(IActorRef actorToWatch) => InTestActor(context => context.Watch(actorToWatch), actorToWatch);
    public IActorRef Unwatch(IActorRef actorToUnwatch) => InTestActor(context => context.Unwatch(actorToUnwatch), actorToUnwatch);
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        var limit = duration ?? Dilated(TimeSpan.FromSeconds(10));
        if (!system.Terminate().Wait(limit) && verifySystemShutdown)
            throw new TimeoutException($"Failed to stop [{system.Name}] within [{limit}].");
    }

    public TimeSpan Dilated(TimeSpan duration) => duration < TimeSpan.Zero ? duration : duration * TestKitSettings.TestTimeFactor;
    /// <summary>The duration, dilated, within what is left of Within; the default where there is none.</summary>
    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is { } given ? RemainingOr(Dilated(given)) : RemainingOrDefault;
    protected TimeSpan RemainingOr(TimeSpan duration) =>
        _deadline is null || (duration >= TimeSpan.Zero && duration < Remaining) ? duration : Remaining;

    /// <summary>Waits for a task where the API is synchronous: a test may block, its actors run on other threads.</summary>
    private protected static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
    private protected static void Wait(Task task) => task.GetAwaiter().GetResult();

    private IActorRef InTestActor(Action<IActorContext> action, IActorRef subject)
    {
        Wait(TestActor.Ask<Done>(new InternalTestActor.Command(action), TestKitSettings.DefaultTimeout));
        return subject;
    }

    [DoesNotReturn]
    private protected static void Fail(string message) => throw new Xunit.Sdk.XunitException(message);

    private static ActorSystem Start(ActorSystemSetup setup, string name)
    {
        var bootstrap = setup.Get<BootstrapSetup>().GetOrElse(BootstrapSetup.Create());
        return ActorSystem.Create(name, setup.WithSetup(bootstrap.WithConfigFallback(DefaultConfig)));
    }
}
