using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Recording;
using DicomActors.Dashboard.Recording.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>What can be looked at.</summary>
internal sealed class DashboardQueries(DashboardNode node)
{
    private const int MostRows = 500;
    private const int RowsByDefault = 100;

    private readonly PeerReader _peers = new(node);
    private readonly ConnectionReader _connections = new(node);
    private readonly NodeReader _status = new(node, new PeerReader(node));

    public async Task StatusAsync(HttpContext context) => await TellAsync(
        context, await _status.ReadAsync(context.RequestAborted), DashboardJson.Default.NodeStatus);

    public async Task PeersAsync(HttpContext context) => await TellAsync(
        context, await _peers.ReadAsync(context.RequestAborted), DashboardJson.Default.PeerRows);

    public async Task ConnectionsAsync(HttpContext context)
    {
        if (await context.NumberAsync("limit", 1, MostRows, RowsByDefault) is { } limit
            && await context.NumberAsync("offset", 0, int.MaxValue, 0) is { } offset)
        {
            var rows = await _connections.ReadAsync((int)offset, (int)limit, context.Request.Query["peer"], context.RequestAborted);
            await TellAsync(context, rows, DashboardJson.Default.ConnectionRows);
        }
    }

    public async Task ConnectionAsync(HttpContext context)
    {
        var text = context.GetRouteValue("id") as string;
        var detail = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await _connections.ReadAsync(new ConnectionId(id), context.RequestAborted)
            : null;
        if (detail is null)
        {
            await context.ProblemAsync(StatusCodes.Status404NotFound, $"There is no connection '{text}'; it may have ended by now.");
        }
        else
        {
            await context.JsonAsync(detail, DashboardJson.Default.ConnectionDetail);
        }
    }

    public async Task EventsAsync(HttpContext context)
    {
        if (await context.NumberAsync("after", 0, long.MaxValue, 0) is { } after
            && await context.NumberAsync("limit", 1, MostRows, RowsByDefault) is { } limit)
        {
            var rows = await node.Dashboard.OrNothingAsync<EventRows>(new GetEvents(after, (int)limit), context.RequestAborted);
            await TellAsync(context, rows, DashboardJson.Default.EventRows);
        }
    }

    public async Task PlotsAsync(HttpContext context)
    {
        if (await context.NumberAsync("after", 0, long.MaxValue, 0) is { } after)
        {
            var series = await node.Dashboard.OrNothingAsync<PlotSeries>(new GetPlots(after), context.RequestAborted);
            await TellAsync(context, series, DashboardJson.Default.PlotSeries);
        }
    }

    private static Task TellAsync<T>(HttpContext context, T? value, JsonTypeInfo<T> type)
        where T : class => value is null
        ? context.ProblemAsync(StatusCodes.Status503ServiceUnavailable, "The actors of the node do not answer; it may be shutting down.")
        : context.JsonAsync(value, type);
}
