using DicomActors.Dashboard.Access;
using DicomActors.Dashboard.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DicomActors.Dashboard;

/// <summary>Adds the dashboard to an ASP.NET Core application that hosts an actor system with DICOM in it.</summary>
public static class DicomDashboardExtensions
{
    /// <summary>Adds what the dashboard needs. The <c>ActorSystem</c> it shows must be among the services, as Akka.Hosting's <c>AddAkka</c> does it.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="options">How it is reached, by whom, and what it may do.</param>
    /// <exception cref="ArgumentException">The options do not go together: others could reach it without a token, or the token is too short.</exception>
    public static IServiceCollection AddDicomDashboard(this IServiceCollection services, DashboardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton(static provider => new Sessions(
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<DashboardOptions>().SessionLifetime))
            .AddSingleton(static provider => new AttemptLimiter(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<DashboardNode>();
    }

    /// <summary>
    /// Guards what comes after it, other end points of the application included: the name it is called by, the token, and, for what changes
    /// something, that no page of another site asks. Only <c>/health/live</c> and <c>/health/ready</c> stay open.
    /// </summary>
    /// <param name="application">The application; call this before anything that is to be guarded.</param>
    public static IApplicationBuilder UseDicomDashboardAccess(this IApplicationBuilder application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var services = application.ApplicationServices;
        var (options, sessions, attempts) = (
            services.GetRequiredService<DashboardOptions>(), services.GetRequiredService<Sessions>(), services.GetRequiredService<AttemptLimiter>());
        return application.Use(next => new DashboardAccess(next, options, sessions, attempts).InvokeAsync);
    }

    /// <summary>
    /// Maps the page at <c>/</c> and the API below <c>/api</c>. The dashboard hears what happens from now on: call it before the application starts,
    /// and it knows every listener.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    public static IEndpointRouteBuilder MapDicomDashboard(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        DashboardEndpoints.Map(
            endpoints,
            services.GetRequiredService<DashboardNode>(),
            new LoginEndpoints(
                services.GetRequiredService<DashboardOptions>(), services.GetRequiredService<Sessions>(), services.GetRequiredService<AttemptLimiter>()));
        return endpoints;
    }
}
