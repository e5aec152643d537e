using System.Net.Http.Json;
using DicomActors.Dashboard.Api;
using DicomActors.Node.Output;

namespace DicomActors.Node.Remote;

/// <summary>Something a node is asked to do, with an answer of one line.</summary>
internal static class NodeAction
{
    /// <summary>Has it done and says what the node says.</summary>
    /// <param name="node">Which node.</param>
    /// <param name="path">What.</param>
    /// <param name="order">How; null: as usual.</param>
    /// <param name="asJson">Whether the answer is wanted as JSON.</param>
    /// <param name="interrupted">The user ends it.</param>
    public static async Task<int> RunAsync(NodeClient node, string path, DrainOrder? order, bool asJson, CancellationToken interrupted)
    {
        Tell(await SendAsync(node, path, order, interrupted), asJson);
        return ExitCode.Done;
    }

    /// <summary>Has it done, and says nothing.</summary>
    public static async Task<ActionReport> SendAsync(NodeClient node, string path, DrainOrder? order, CancellationToken interrupted)
    {
        using var body = order is null ? null : JsonContent.Create(order, DashboardJson.Default.DrainOrder);
        return await node.PostAsync(path, body, DashboardJson.Default.ActionReport, interrupted);
    }

    private static void Tell(ActionReport report, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(report, DashboardJson.Default.ActionReport);
        }
        else
        {
            Console.Out.WriteLine(SingleLine.Of(report.Message));
        }
    }
}
