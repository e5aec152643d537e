namespace Akka.Hosting;

/// <summary>What an application's actor system is started with. Actors start first, then the startup tasks, each in order.</summary>
public sealed class AkkaConfigurationBuilder
{
    public readonly HashSet<Setup> Setups = [];
    private const DynamicallyAccessedMemberTypes Constructor = DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    private readonly string _name;
    private readonly List<Func<IExtensionId>> _extensions = [];
    private readonly List<ActorStarterWithResolver> _actors = [];
    private readonly List<StartupTask> _startup = [];

    internal AkkaConfigurationBuilder(string actorSystemName) => _name = actorSystemName;
    public Option<Config> Configuration { get; private set; }

    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
    {
        _actors.Add(starter);
        return this;
    }

    public AkkaConfigurationBuilder StartActors(ActorStarter starter) => StartActors((system, registry, _) => starter(system, registry));
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) =>
        StartActors((system, registry, _) => Done(() => starter(system, registry)));
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter) =>
        StartActors((system, registry, resolver) => Done(() => starter(system, registry, resolver)));

    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        _startup.Add(startupTask);
        return this;
    }

    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) =>
        AddStartup((system, registry) => Done(() => startupTask(system, registry)));

    public AkkaConfigurationBuilder WithExtension<[DynamicallyAccessedMembers(Constructor)] T>()
        where T : IExtensionId
    {
        _extensions.Add(static () => Activator.CreateInstance<T>());
        return this;
    }

    internal void AddConfiguration(Config config, HoconAddMode mode) => Configuration = mode switch
    {
        HoconAddMode.Append when Configuration.HasValue => Configuration.Value.WithFallback(config),
        HoconAddMode.Prepend when Configuration.HasValue => config.WithFallback(Configuration.Value),
        _ => config,
    };

    internal ActorSystem CreateSystem(IServiceProvider services)
    {
        var bootstrap = BootstrapSetup.Create().WithConfig(Configuration.GetOrElse(Config.Empty));
        var setup = ActorSystemSetup.Create([bootstrap, DependencyResolverSetup.Create(services), .. Setups]);
        if (services.GetService<Microsoft.Extensions.Logging.ILoggerFactory>() is { } loggers
            && !setup.Get<Logging.LoggerFactorySetup>().HasValue)
        {
            setup = setup.And(new Logging.LoggerFactorySetup(loggers));
        }

        var system = ActorSystem.Create(_name, setup);
        foreach (var extension in _extensions)
            system.RegisterExtension(extension());

        return system;
    }

    internal async Task StartAsync(ActorSystem system)
    {
        var registry = ActorRegistry.For(system);
        var resolver = DependencyResolver.For(system).Resolver;
        foreach (var starter in _actors)
            await starter(system, registry, resolver).ConfigureAwait(false);

        foreach (var task in _startup)
            await task(system, registry).ConfigureAwait(false);
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
