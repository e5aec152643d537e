using System.Globalization;
using System.Text.Json;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Recording;
using DicomActors.Dashboard.Recording.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>What somebody can do by the dashboard. Each is a command the actors know anyway.</summary>
internal sealed class DashboardActions(DashboardNode node)
{
    public Task PauseAsync(HttpContext context) => WithClientAsync(context, async (peer, client) =>
    {
        client.Tell(PausePeer.Instance);
        Note(EventKind.Peer, peer.Name, "Paused from the dashboard");
        await SayAsync(context, $"{peer.Name} is paused: what is under way is finished, what comes is queued.");
    });

    public Task ResumeAsync(HttpContext context) => WithClientAsync(context, async (peer, client) =>
    {
        client.Tell(ResumePeer.Instance);
        Note(EventKind.Peer, peer.Name, "Resumed from the dashboard");
        await SayAsync(context, $"{peer.Name} is sent to again.");
    });

    public Task DrainPeerAsync(HttpContext context) => WithClientAsync(context, async (peer, client) =>
    {
        if (await GracePeriodAsync(context) is not { } grace)
        {
            return;
        }

        client.Tell(new DrainPeer(grace), node.Dashboard);
        Note(EventKind.Peer, peer.Name, "Draining, asked for from the dashboard");
        await SayAsync(
            context, string.Create(CultureInfo.InvariantCulture, $"{peer.Name} takes nothing more and finishes what is queued, for {grace.TotalSeconds:0.#} s at most; then its client starts afresh."),
            StatusCodes.Status202Accepted);
    });

    public Task EchoAsync(HttpContext context) => WithClientAsync(context, async (peer, client) =>
    {
        if (await client.OrNothingAsync<PeerStatus>(GetPeerStatus.Instance, context.RequestAborted) is { IsPaused: true })
        {
            await context.ProblemAsync(StatusCodes.Status409Conflict, $"{peer.Name} is paused: resume it first.");
            return;
        }

        var answer = await node.Dashboard.Ask<object>(new EchoPeer(peer.Name), TimeSpan.FromSeconds(20), context.RequestAborted);
        if (answer is EchoReport report)
        {
            await context.JsonAsync(report, DashboardJson.Default.EchoReport);
        }
        else
        {
            await context.ProblemAsync(StatusCodes.Status409Conflict, answer is EchoRefused refused ? refused.Message : "The echo was not sent.");
        }
    });

    public async Task AbortAsync(HttpContext context)
    {
        var id = context.GetRouteValue("id") as string;
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            await context.ProblemAsync(StatusCodes.Status404NotFound, $"'{id}' is no number of a connection.");
            return;
        }

        var found = await node.Dicom.ConnectionFactory.OrNothingAsync<ConnectionFound>(
            new FindConnection(new ConnectionId(number)), context.RequestAborted);
        if (found?.Entry is not { } entry)
        {
            await context.ProblemAsync(StatusCodes.Status404NotFound, $"There is no connection {number}; it may have ended by now.");
            return;
        }

        entry.Connection.Tell(new AbortAssociation("Aborted from the dashboard."), node.Dashboard);
        Note(EventKind.Node, peer: null, $"Connection {number} aborted from the dashboard");
        await SayAsync(context, $"Connection {number} is aborted.");
    }

    public async Task DrainAsync(HttpContext context)
    {
        if (await GracePeriodAsync(context) is not { } grace)
        {
            return;
        }

        if (await node.Dashboard.OrNothingAsync<DrainBegun>(new DrainNode(grace), context.RequestAborted) is not { } begun)
        {
            await context.ProblemAsync(StatusCodes.Status503ServiceUnavailable, "The node does not answer; try again.");
            return;
        }

        await SayAsync(
            context,
            begun.WasDraining
                ? "The node is draining already."
                : string.Create(CultureInfo.InvariantCulture, $"The node takes no new connections and finishes what is under way, for {grace.TotalSeconds:0.#} s at most."),
            StatusCodes.Status202Accepted);
    }

    public async Task ReloadAsync(HttpContext context)
    {
        if (node.Options.Reload is not { } reload)
        {
            await context.ProblemAsync(StatusCodes.Status501NotImplemented, "This node was not started from a configuration file: there is nothing to read again.");
            return;
        }

        try
        {
            var report = await reload(context.RequestAborted);
            Note(EventKind.Node, peer: null, string.Create(CultureInfo.InvariantCulture, $"Configuration read again: {report.Applied.Count} changes applied, {report.NeedsRestart.Count} need a restart"));
            await context.JsonAsync(report, DashboardJson.Default.ReloadReport);
        }
        catch (Exception exception) when (exception is DicomSettingsException or IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            await context.ProblemAsync(StatusCodes.Status422UnprocessableEntity, $"Nothing was changed: {exception.Message}");
        }
    }

    private async Task WithClientAsync(HttpContext context, Func<DicomPeer, IActorRef, Task> act)
    {
        var name = context.GetRouteValue("name") as string ?? "";
        var found = await node.Dicom.Peers.OrNothingAsync<PeerFound>(new FindPeer(name), context.RequestAborted);
        if (found?.Entry is { } entry)
        {
            await act(entry.Peer, entry.Client);
        }
        else
        {
            await context.ProblemAsync(StatusCodes.Status404NotFound, $"There is no peer named '{name}'; GET /api/peers lists them.");
        }
    }

    /// <summary>The grace period of the body, the configured one without a body; null if it is not valid, which was answered then.</summary>
    private async Task<TimeSpan?> GracePeriodAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0 && context.Request.Headers.TransferEncoding.Count == 0)
        {
            return node.Dicom.Settings.DrainGracePeriod;
        }

        try
        {
            var order = await context.Request.ReadFromJsonAsync(DashboardJson.Default.DrainOrder, context.RequestAborted);
            return order?.GraceSeconds switch
            {
                null => node.Dicom.Settings.DrainGracePeriod,
                >= 0 and <= DrainOrder.LongestGraceSeconds => TimeSpan.FromSeconds(order.GraceSeconds.Value),
                _ => throw new JsonException(),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            await context.ProblemAsync(
                StatusCodes.Status400BadRequest, """The body must be JSON like {"graceSeconds":30}, with 0 to 3600 seconds, or empty.""");
            return null;
        }
    }

    private void Note(EventKind kind, string? peer, string text) => node.Dashboard.Tell(new Noted(kind, peer, text), ActorRefs.NoSender);

    private static Task SayAsync(HttpContext context, string message, int status = StatusCodes.Status200OK) =>
        context.JsonAsync(new ActionReport(message), DashboardJson.Default.ActionReport, status);
}
