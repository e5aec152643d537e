using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>What an application's actor system is started with. Actors start first, then the startup tasks, each in order.</summary>
public sealed class AkkaConfigurationBuilder
{
    public readonly HashSet<Setup> Setups = [];
    private readonly string _name;
    private readonly List<Func<IExtensionId>> _extensions = [];
    private readonly List<Action<ActorSystem, IActorRegistry, IDependencyResolver>> _actors = [];
    private readonly List<StartupTask> _startup = [];

    internal AkkaConfigurationBuilder(string actorSystemName) => _name = actorSystemName;

    public Option<Config> Configuration { get; private set; }

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) =>
        StartActors((system, registry, _) => starter(system, registry));
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter) => With(_actors, starter);
    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask) => With(_startup, startupTask);
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) =>
        AddStartup((system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        });

    public AkkaConfigurationBuilder WithExtension<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>()
        where T : IExtensionId => With(_extensions, static () => Activator.CreateInstance<T>());

    internal void AddConfiguration(Config config, HoconAddMode mode) => Configuration = mode switch
    {
        HoconAddMode.Append when Configuration.HasValue => Configuration.Value.WithFallback(config),
        HoconAddMode.Prepend when Configuration.HasValue => config.WithFallback(Configuration.Value),
        _ => config,
    };

    internal ActorSystem CreateSystem(IServiceProvider services)
    {
        Setup[] given = services.GetService<ILoggerFactory>() is { } loggers ? [new Logging.LoggerFactorySetup(loggers), .. Setups] : [.. Setups];
        var bootstrap = BootstrapSetup.Create().WithConfig(Configuration.GetOrElse(Config.Empty));
        var system = ActorSystem.Create(_name, ActorSystemSetup.Create([bootstrap, DependencyResolverSetup.Create(services), .. given]));
        foreach (var extension in _extensions)
            system.RegisterExtension(extension());
        return system;
    }

    internal async Task StartAsync(ActorSystem system)
    {
        var registry = ActorRegistry.For(system);
        foreach (var starter in _actors)
            starter(system, registry, DependencyResolver.For(system).Resolver);
        foreach (var task in _startup)
            await task(system, registry).ConfigureAwait(false);
    }

    private AkkaConfigurationBuilder With<T>(List<T> list, T item)
    {
        list.Add(item);
        return this;
    }
}
