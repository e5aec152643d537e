using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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

    private static async Task<IHost> StartAsync(Action<AkkaConfigurationBuilder> configure, Action<IServiceCollection>? addServices = null)
    {
        var builder = Host.CreateApplicationBuilder();
        addServices?.Invoke(builder.Services);
        builder.Services.AddAkka("hosted", (akka, _) => configure(akka));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed record Service(string Name);

    private sealed class ServiceUser : ReceiveActor
    {
        public ServiceUser(Service service, string argument) => ReceiveAny(_ => Sender.Tell($"{service.Name} {argument}"));
    }
}
