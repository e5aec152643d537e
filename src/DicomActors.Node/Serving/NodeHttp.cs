using DicomActors.Dashboard;
using DicomActors.Dashboard.Api;
using DicomActors.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DicomActors.Node.Serving;

/// <summary>The HTTP server of the node.</summary>
internal static class NodeHttp
{
    private const long LongestBody = 64 << 10;
    private const long MostConnections = 200;

    /// <summary>Where it listens, and what it has.</summary>
    /// <param name="builder">The application to be.</param>
    /// <param name="settings">Where, and for whom.</param>
    /// <param name="name">What the node calls itself.</param>
    /// <param name="reload">Reads the configuration again.</param>
    public static void Configure(
        WebApplicationBuilder builder, HttpSettings settings, string name, Func<CancellationToken, Task<ReloadReport>> reload)
    {
        builder.WebHost.UseKestrelCore();
        if (settings.Certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Listen(settings.EndPoint, listen =>
            {
                if (settings.Certificate is { } certificate)
                {
                    // Asked for each handshake, so that a renewed file is taken without a restart.
                    listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate.Certificate);
                }
            });
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddHealthChecks().AddDicomActors();
        var dashboard = new DashboardOptions
        {
            Name = name,
            Host = settings.EndPoint.Address.ToString(),
            Token = settings.Token,
            Reload = reload,
        };
        foreach (var host in settings.AllowedHosts)
        {
            dashboard.AllowedHosts.Add(host);
        }

        builder.Services.AddDicomDashboard(dashboard);
    }

    /// <summary>What it answers.</summary>
    public static void Map(WebApplication application, HttpSettings settings)
    {
        application.UseDicomDashboardAccess();
        application.MapDicomDashboard();
        application.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
        application.MapHealthChecks("/health/ready");
        if (settings.HasMetrics)
        {
            application.MapPrometheusScrapingEndpoint("/metrics");
        }
    }

    /// <summary>The port it has got.</summary>
    public static int PortOf(IHost host)
    {
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses is { Count: > 0 } ? BindingAddress.Parse(addresses.First()).Port : 0;
    }

    /// <summary>What to tell the user if the server did not start; null if that was not the reason.</summary>
    public static VerbException? Explain(Exception problem, HttpSettings? settings) => problem is IOException && settings is not null
        ? new VerbException(
            ExitCode.BadInput,
            $"dicom-actors.node.dashboard.port: cannot listen on {settings.EndPoint}: {(problem.InnerException ?? problem).Message}. Choose another port; 0 picks a free one.",
            problem)
        : null;
}
