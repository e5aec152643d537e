using System.Threading.Channels;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Runtime.Conformance;

/// <summary>An actor system in a host.</summary>
public sealed class HostingTests
{
    [Fact]
    public async Task Host_StartsActorsBeforeStartupTasks_AndInjectsThem()
    {
        var order = new List<string>();
        using var host = await StartAsync(builder => builder
            .AddHocon("product.setting = hosted", HoconAddMode.Append)
            .AddStartup((system, registry) => order.Add(registry.TryGet<Echo>(out _) ? "startup with actor" : "startup without actor"))
            .WithActors((system, registry) =>
            {
                order.Add("actors");
                registry.Register<Echo>(system.ActorOf(Props.Create(() => new Echo()), "echo"));
            }));
        Assert.Equal(["actors", "startup with actor"], order);
        var injected = host.Services.GetRequiredService<IRequiredActor<Echo>>();
        Assert.Equal("hello", await injected.ActorRef.Ask<string>("hello", TimeSpan.FromSeconds(3)));
        Assert.Equal(injected.ActorRef, await injected.GetAsync());
        Assert.Equal("hosted", host.Services.GetRequiredService<ActorSystem>().Settings.Config.GetString("product.setting"));
        await host.StopAsync();
    }

    [Fact]
    public async Task HostStops_SystemTerminates()
    {
        using var host = await StartAsync(_ => { });
        var system = host.Services.GetRequiredService<ActorSystem>();
        await host.StopAsync();
        await system.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task SystemTerminates_HostStops()
    {
        using var host = await StartAsync(_ => { });
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.TrySetResult());
        await host.Services.GetRequiredService<ActorSystem>().Terminate();
        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await host.StopAsync();
    }

    [Fact]
    public async Task Resolver_MakesActorsWithServices()
    {
        using var host = await StartAsync(
            builder => builder.WithActors((system, registry, resolver) =>
                registry.Register<ServiceUser>(system.ActorOf(resolver.Props<ServiceUser>("argument"), "user"))),
            services => services.AddSingleton(new Service("service")));
        var actor = host.Services.GetRequiredService<IRequiredActor<ServiceUser>>().ActorRef;
        Assert.Equal("service argument", await actor.Ask<string>("which", TimeSpan.FromSeconds(3)));
        await host.StopAsync();
    }

    [Fact]
    public async Task Registry_TellsWhatIsMissingAndWhatIsTwice()
    {
        using var host = await StartAsync(_ => { });
        var system = host.Services.GetRequiredService<ActorSystem>();
        var registry = host.Services.GetRequiredService<ActorRegistry>();
        Assert.Same(registry, ActorRegistry.For(system));
        Assert.Throws<MissingActorRegistryEntryException>(() => registry.Get<Echo>());
        var waiting = registry.GetAsync<Echo>();
        Assert.False(waiting.IsCompleted);
        var actor = system.ActorOf(Props.Create(() => new Echo()));
        registry.Register<Echo>(actor);
        Assert.Equal(actor, await waiting.WaitAsync(TimeSpan.FromSeconds(3)));
        Assert.Throws<DuplicateActorRegistryException>(() => registry.Register<Echo>(actor));
        Assert.True(registry.TryRegister<Echo>(actor, overwrite: true));
        await host.StopAsync();
    }

    [Fact]
    public async Task Hocon_PrependedWins_AppendedFills()
    {
        using var host = await StartAsync(builder => builder
            .AddHocon("product { a = first }", HoconAddMode.Append)
            .AddHocon("product { a = second, b = second }", HoconAddMode.Append)
            .AddHocon("product { b = third }", HoconAddMode.Prepend));
        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;
        Assert.Equal("first", config.GetString("product.a"));
        Assert.Equal("third", config.GetString("product.b"));
        await host.StopAsync();
    }

    [Fact]
    public async Task Loggers_WriteToTheLoggerFactory_AtTheirLevel()
    {
        using var lines = new CapturingLoggers();
        using var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Trace).AddProvider(lines));
        using var host = await StartAsync(builder => builder.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = Akka.Event.LogLevel.DebugLevel;
            loggers.ClearLoggers();
            loggers.AddLoggerFactory(factory);
        }));
        var system = host.Services.GetRequiredService<ActorSystem>();

        Assert.True(system.Log.IsDebugEnabled);
        system.Log.Debug("detail {0}", 1);
        system.Log.Warning("warning {0}", 2);

        await lines.WaitForAsync("Debug", "detail 1");
        await lines.WaitForAsync("Warning", "warning 2");
        await host.StopAsync();
    }

    [Fact]
    public async Task Builder_TakesExtensionsSetupsFilesAndAsynchronousTasks()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "product.from = file");
            var setup = new ProductSetup();
            var started = false;
            using var host = await StartAsync(builder => builder
                .AddHoconFile(file, HoconAddMode.Append)
                .AddSetup(setup)
                .WithExtension<ProductExtensionId>()
                .AddStartup(async (_, _) =>
                {
                    await Task.Yield();
                    started = true;
                }));
            var system = host.Services.GetRequiredService<ActorSystem>();

            Assert.True(started, "The host starts when the startup tasks are done.");
            Assert.Equal("file", system.Settings.Config.GetString("product.from"));
            Assert.Same(setup, system.Settings.Setup.Get<ProductSetup>().Value);
            Assert.True(system.HasExtension<ProductExtension>());
            await host.StopAsync();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task DependencyResolver_OfTheSystem_GivesServicesAndProps()
    {
        using var host = await StartAsync(_ => { }, services => services.AddSingleton(new Service("service")));
        var system = host.Services.GetRequiredService<ActorSystem>();
        var resolver = DependencyResolver.For(system);

        Assert.Equal("service", resolver.Resolver.GetService<Service>().Name);
        var actor = system.ActorOf(resolver.Props<ServiceUser>("again"));
        Assert.Equal("service again", await actor.Ask<string>("which", TimeSpan.FromSeconds(3)));
        await host.StopAsync();
    }

    [Fact]
    public async Task HostStops_ActorsEndBeforeItHasStopped()
    {
        var stopped = new TaskCompletionSource();
        using var host = await StartAsync(builder => builder.WithActors((system, _) =>
            system.ActorOf(Props.Create(() => new Ending(stopped)))));
        await host.StopAsync();
        Assert.True(stopped.Task.IsCompleted, "PostStop runs before StopAsync completes.");
    }

    private static async Task<IHost> StartAsync(Action<AkkaConfigurationBuilder> configure, Action<IServiceCollection>? addServices = null)
    {
        var builder = Host.CreateApplicationBuilder();
        addServices?.Invoke(builder.Services);
        builder.Services.AddAkka("hosted", (akka, _) => configure(akka));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class ProductSetup : Setup;

    private sealed class ProductExtension : IExtension;

    private sealed class ProductExtensionId : ExtensionIdProvider<ProductExtension>
    {
        public override ProductExtension CreateExtension(ExtendedActorSystem system) => new();
    }

    private sealed class Ending(TaskCompletionSource stopped) : ReceiveActor
    {
        protected override void PostStop() => stopped.TrySetResult();
    }

    private sealed class CapturingLoggers : ILoggerProvider, ILogger
    {
        private readonly Channel<(string Level, string Text)> _lines = Channel.CreateUnbounded<(string, string)>();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            _lines.Writer.TryWrite(($"{logLevel}", formatter(state, exception)));

        /// <summary>Waits until a line of that level with that text comes; those before it are left out.</summary>
        public async Task WaitForAsync(string level, string text)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (await _lines.Reader.ReadAsync(timeout.Token) is var line && (line.Level != level || !line.Text.Contains(text, StringComparison.Ordinal)))
            {
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed record Service(string Name);

    private sealed class ServiceUser : ReceiveActor
    {
        public ServiceUser(Service service, string argument) => ReceiveAny(_ => Sender.Tell($"{service.Name} {argument}"));
    }
}
