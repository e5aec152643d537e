using Akka.Actor.Setup;

namespace Akka.Actor;

/// <summary>A tree of actors with its own configuration, scheduler, EventStream and extensions.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private readonly TimeSpan _started = MonotonicClock.Elapsed;

    private protected ActorSystem() { }
    public abstract string Name { get; }
    public abstract Settings Settings { get; }
    public abstract EventStream EventStream { get; }
    public abstract IActorRef DeadLetters { get; }
    public abstract ILoggingAdapter Log { get; }
    public abstract IScheduler Scheduler { get; }
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>Completes when every actor has stopped and every extension was told.</summary>
    public abstract Task WhenTerminated { get; }
    public TimeSpan StartTime => _started;
    public TimeSpan Uptime => MonotonicClock.Elapsed - _started;
    public static ActorSystem Create(string name) => Create(name, ConfigurationFactory.Load());
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));
    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var config = setup.Get<BootstrapSetup>() is { HasValue: true, Value.Config: { HasValue: true } given }
            ? given.Value
            : ConfigurationFactory.Load();
        var system = new ActorSystemImpl(name, config, setup);
        system.Start();
        return system;
    }

    public abstract IActorRef ActorOf(Props props, string? name = null);
    public abstract ActorSelection ActorSelection(ActorPath actorPath);
    public abstract ActorSelection ActorSelection(string actorPath);
    public abstract void Stop(IActorRef actor);

    /// <summary>Runs the <see cref="CoordinatedShutdown"/>, which ends with stopping all actors.</summary>
    public abstract Task Terminate();

    /// <summary>Runs when the actors have stopped, the latest registered first.</summary>
    public abstract void RegisterOnTermination(Action code);
    public abstract object RegisterExtension(IExtensionId extension);
    public abstract object GetExtension(IExtensionId extensionId);

    public abstract T GetExtension<T>()
        where T : class, IExtension;

    public abstract bool HasExtension(Type type);

    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    public abstract bool TryGetExtension(Type extensionType, [NotNullWhen(true)] out object? extension);

    public abstract bool TryGetExtension<T>([NotNullWhen(true)] out T? extension)
        where T : class, IExtension;

    /// <summary>Begins to terminate the system; <see cref="WhenTerminated"/> tells when that is done.</summary>
    public void Dispose()
    {
        Terminate();
        GC.SuppressFinalize(this);
    }
}
