using DicomActors.Dashboard.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>Which address does what. Looking is GET, changing is POST, nothing else.</summary>
internal static class DashboardEndpoints
{
    private const long LargestBody = 4096;

    public static void Map(IEndpointRouteBuilder endpoints, DashboardNode node, LoginEndpoints login)
    {
        var files = new PageFiles();
        var queries = new DashboardQueries(node);
        var actions = new DashboardActions(node);

        endpoints.MapGet("/", (RequestDelegate)files.IndexAsync);
        endpoints.MapGet("/login", (RequestDelegate)files.LoginAsync);
        endpoints.MapGet("/assets/{name}", (RequestDelegate)files.AssetAsync);

        endpoints.MapGet("/api/status", (RequestDelegate)queries.StatusAsync);
        endpoints.MapGet("/api/connections", (RequestDelegate)queries.ConnectionsAsync);
        endpoints.MapGet("/api/connections/{id}", (RequestDelegate)queries.ConnectionAsync);
        endpoints.MapGet("/api/peers", (RequestDelegate)queries.PeersAsync);
        endpoints.MapGet("/api/events", (RequestDelegate)queries.EventsAsync);
        endpoints.MapGet("/api/plots", (RequestDelegate)queries.PlotsAsync);

        MapAction(endpoints, "/api/login", login.LoginAsync);
        MapAction(endpoints, "/api/logout", login.LogoutAsync);
        MapAction(endpoints, "/api/peers/{name}/echo", actions.EchoAsync);
        MapAction(endpoints, "/api/peers/{name}/pause", actions.PauseAsync);
        MapAction(endpoints, "/api/peers/{name}/resume", actions.ResumeAsync);
        MapAction(endpoints, "/api/peers/{name}/drain", actions.DrainPeerAsync);
        MapAction(endpoints, "/api/connections/{id}/abort", actions.AbortAsync);
        MapAction(endpoints, "/api/drain", actions.DrainAsync);
        MapAction(endpoints, "/api/reload", actions.ReloadAsync);
    }

    private static void MapAction(IEndpointRouteBuilder endpoints, string pattern, RequestDelegate action) => endpoints.MapPost(pattern, context =>
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        return action(context);
    });
}
