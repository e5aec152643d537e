using System.Net;
using Akka.Actor;
using Akka.Hosting;
using DicomActors.Connections;
using DicomActors.Hosting;
using DicomActors.Listeners;
using DicomActors.Protocol.Dimse;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DicomActors.Tests.Hosting;

/// <summary>AddDicomActors, hosted handlers, and health checks.</summary>
public sealed class ServiceHostingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static DicomListenerOptions AnyPort => new() { Host = "127.0.0.1", Port = 0 };

    [Fact]
    public async Task HandlerWithServices_AddedAfterTheListener_AnswersTheFirstRequest()
    {
        using var host = Build(options =>
        {
            options.Listeners.Add(AnyPort);
            options.AddHandler<TestEchoHandler>(DimseStatus.NotAuthorized);
        });
        await host.StartAsync();

        var ended = await host.Services.GetRequiredService<ActorSystem>().EchoAsync(await EndPointAsync(host));

        Assert.Equal(DimseStatus.NotAuthorized, ended.Response?.Status);
        Assert.Equal(1, host.Services.GetRequiredService<TestEchoHandler.Counter>().Count);
        Assert.NotNull(await host.Services.GetRequiredService<IRequiredActor<TestEchoHandler>>().GetAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task WrongOptions_Started_AreAllNamedWithPlaceValueAndRange()
    {
        using var host = Build(options =>
        {
            options.Listeners.Add(new DicomListenerOptions { Port = 70000 });
            options.Peers.Add(new DicomPeerOptions { Name = "archive", Host = "pacs", MaximumAssociations = 0 });
            options.Peers.Add(new DicomPeerOptions { Name = "other", Host = "pacs" });
            options.Peers.Add(new DicomPeerOptions { Name = "other", Host = "pacs" });
        });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        var failures = failure.Failures.ToArray();
        Assert.Equal(3, failures.Length);
        Assert.StartsWith("Listeners[0]: DicomListenerOptions.Port: '70000' is not allowed; allowed: 0 to 65535.", failures[0], StringComparison.Ordinal);
        Assert.Contains("Peers[0]: DicomPeerOptions of 'archive': ", failures[1], StringComparison.Ordinal);
        Assert.Contains("MaximumAssociations", failures[1], StringComparison.Ordinal);
        Assert.Equal("Peers[2].Name: 'other' is there twice; give each a name of its own.", failures[2]);
    }

    [Fact]
    public async Task BoundAndIdle_Checked_IsHealthy()
    {
        using var host = Build(options =>
        {
            options.Listeners.Add(AnyPort);
            options.Peers.Add(new DicomPeerOptions { Name = "archive", Host = "127.0.0.1", Port = 1 });
        });
        await host.StartAsync();

        var report = await CheckAsync(host);

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["dicom-listeners", "dicom-peers"], report.Entries.Keys.Order());
        Assert.Equal([$"{await EndPointAsync(host)}"], Assert.IsType<string[]>(report.Entries["dicom-listeners"].Data["main"]));
        await host.StopAsync();
    }

    [Fact]
    public async Task ListenerUnbound_Checked_IsUnhealthyAndNamed()
    {
        using var host = Build(options => options.Listeners.Add(AnyPort), timeout: TimeSpan.FromMilliseconds(300));
        await host.StartAsync();
        var listener = await host.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync();
        await listener.Ask<ListenerUnbound>(UnbindListener.Instance, Patience);

        var entry = (await CheckAsync(host)).Entries["dicom-listeners"];

        Assert.Equal((HealthStatus.Unhealthy, "Not bound: main."), (entry.Status, entry.Description));
        await host.StopAsync();
    }

    [Fact]
    public async Task Draining_Checked_IsUnhealthy()
    {
        using var host = Build(options => options.Listeners.Add(AnyPort));
        await host.StartAsync();
        var factory = await host.Services.GetRequiredService<IRequiredActor<ConnectionFactory>>().GetAsync();
        await factory.Ask<Drained>(new Drain(TimeSpan.Zero), Patience);

        var entry = (await CheckAsync(host)).Entries["dicom-listeners"];

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("draining", entry.Description, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task PeerWithAnOpenCircuit_Checked_IsDegradedAndNamed()
    {
        using var host = Build(static options => options.Hocon = """
            dicom-actors.peers.archive { host = "127.0.0.1", port = 1, circuit { threshold = 1, open-for = 1h }, maximum-association-failures = 1 }
            """);
        await host.StartAsync();
        await host.Services.GetRequiredService<ActorSystem>().EnqueueEchoAsync("archive");

        var entry = (await CheckAsync(host)).Entries["dicom-peers"];

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.StartsWith("archive: circuit Open, the last error: ", entry.Description, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(false, HealthStatus.Healthy)]
    [InlineData(true, HealthStatus.Degraded)]
    public async Task PeerThatIsDown_CheckedForTheFirstTime_IsFoundByAnEchoOnly(bool echoes, HealthStatus expected)
    {
        using var host = Build(
            options => options.Peers.Add(new DicomPeerOptions { Name = "archive", Host = "127.0.0.1", Port = 1, MaximumAttempts = 1 }),
            echoes: echoes, timeout: TimeSpan.FromSeconds(1));
        await host.StartAsync();

        Assert.Equal(expected, (await CheckAsync(host)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task PeerThatIsUp_CheckedByEcho_IsHealthy()
    {
        using var archive = Build(options => options.Listeners.Add(AnyPort));
        await archive.StartAsync();
        var port = (await EndPointAsync(archive)).Port;
        using var host = Build(
            options => options.Peers.Add(new DicomPeerOptions { Name = "archive", Host = "127.0.0.1", Port = port }), echoes: true, timeout: Patience);
        await host.StartAsync();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
        await host.StopAsync();
        await archive.StopAsync();
    }

    private static IHost Build(
        Action<DicomActorsOptions> configure, bool echoes = false, TimeSpan? timeout = null)
    {
        return new HostBuilder().ConfigureServices(services =>
        {
            services.AddSingleton<TestEchoHandler.Counter>().AddDicomActors(configure);
            services.AddHealthChecks().AddDicomActors(options =>
            {
                options.EchoesPeers = echoes;
                options.Timeout = timeout ?? Patience;
            });
        }).Build();
    }

    private static Task<HealthReport> CheckAsync(IHost host) =>
        host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private static async Task<IPEndPoint> EndPointAsync(IHost host)
    {
        var listener = await host.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync();
        return (await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience)).EndPoint!;
    }
}
