using System.Net;
using Akka.Actor;
using Akka.Hosting;
using DicomActors.Archive;
using DicomActors.Configuration;
using DicomActors.Dashboard.Api;
using DicomActors.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace DicomActors.Node.Serving;

/// <summary>
/// A node that runs: actor system with listeners, peers and archive, and the HTTP server with dashboard, health and metrics.
/// </summary>
internal sealed class ServedNode : IAsyncDisposable
{
    private const string ApplicationName = "dicomactors";

    private readonly IHost _host;
    private readonly NodeStartup _startup;

    private ServedNode(IHost host, NodeConfiguration configuration, NodeStartup startup)
    {
        _host = host;
        _startup = startup;
        System = host.Services.GetRequiredService<ActorSystem>();
        EndPoints = startup.EndPoints;
        Archive = startup.Archive;
        HttpAddress = configuration.Node.Http?.Address(NodeHttp.PortOf(host));
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>What is bound, by the listener's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IPEndPoint>> EndPoints { get; }

    /// <summary>The archive; null: none.</summary>
    public DicomArchive? Archive { get; }

    /// <summary>Where the dashboard is; null: nowhere.</summary>
    public Uri? HttpAddress { get; }

    /// <summary>Starts it. Returns when everything is bound.</summary>
    /// <exception cref="VerbException">A port or folder cannot be used.</exception>
    public static async Task<ServedNode> StartAsync(ConfigurationSource source, CancellationToken cancellationToken)
    {
        var configuration = source.Read();
        var startup = new NodeStartup(source, configuration);
        var host = Build(configuration, startup);
        try
        {
            await host.StartAsync(cancellationToken);
            startup.ThrowIfFailed();
            return new ServedNode(host, configuration, startup);
        }
        catch (Exception problem)
        {
            await EndAsync(host);
            startup.ThrowIfFailed();
            throw NodeHttp.Explain(problem, configuration.Node.Http) ?? problem;
        }
    }

    /// <summary>Reads the configuration again: see <see cref="NodeReload.RunAsync"/>.</summary>
    public Task<ReloadReport> ReloadAsync(CancellationToken cancellationToken) => _startup.ReloadAsync(cancellationToken);

    /// <summary>Takes nothing new, lets what is under way finish within the grace period, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(_host);
        _startup.Dispose();
    }

    private static async Task EndAsync(IHost host)
    {
        // The HTTP server last: whoever watches sees the node drain.
        await CoordinatedShutdown.Get(host.Services.GetRequiredService<ActorSystem>()).Run(CoordinatedShutdown.ClrExitReason.Instance);
        await host.StopAsync();
        host.Dispose();
    }

    private static IHost Build(NodeConfiguration configuration, NodeStartup startup)
    {
        if (configuration.Node.Http is not { } http)
        {
            var plain = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = ApplicationName });
            AddNode(plain.Services, configuration, startup);
            return plain.Build();
        }

        // Empty: neither files nor the environment shall say where this server listens but our own settings.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = ApplicationName });
        AddNode(builder.Services, configuration, startup);
        NodeHttp.Configure(builder, http, configuration.Node.Name, startup.ReloadForOthersAsync);
        var application = builder.Build();
        NodeHttp.Map(application, http);
        return application;
    }

    private static void AddNode(IServiceCollection services, NodeConfiguration configuration, NodeStartup startup)
    {
        // Why the start failed is told to the user, in one line.
        services.AddLogging(logging => logging
            .AddSerilog(Log.Logger)
            .AddFilter<SerilogLoggerProvider>("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter<SerilogLoggerProvider>("Akka.Hosting", LogLevel.None));
        services.AddSingleton<IHostLifetime, VerbLifetime>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = configuration.ShutdownTime);
        NodeTelemetry.Add(services, configuration.Node);
        services.AddAkka(ApplicationName, akka => akka
            .AddHocon(configuration.Config, HoconAddMode.Append)
            .AddSetup(new DicomSetup(NodeConfiguration.Reference))
            .WithDicomActors()
            .AddStartup((system, _) => startup.StartAsync(system)));
    }
}
