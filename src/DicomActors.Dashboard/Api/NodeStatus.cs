namespace DicomActors.Dashboard.Api;

/// <summary>The node as a whole: <c>GET /api/status</c>.</summary>
public sealed record NodeStatus
{
    /// <summary>How the node is called.</summary>
    public required string Name { get; init; }

    /// <summary>The version of DicomActors.</summary>
    public required string Version { get; init; }

    /// <summary>The actor runtime it runs on, with its version: <c>Akka.NET 1.5.55</c> or <c>Embedded</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>When the dashboard of the node started, in UTC: what the totals count from.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds since then.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Whether the node was told to drain: it takes no new connections.</summary>
    public required bool Draining { get; init; }

    /// <summary>What came of draining; null until nothing is left.</summary>
    public DrainReport? Drained { get; init; }

    /// <summary>Connections alive, in both roles.</summary>
    public required int Connections { get; init; }

    /// <summary>The most connections there may be: <c>dicom-actors.connections.maximum</c>.</summary>
    public required int MaximumConnections { get; init; }

    /// <summary>Peers of the regular client.</summary>
    public required int Peers { get; init; }

    /// <summary>Where peers can reach the node.</summary>
    public required IReadOnlyList<ListenerRow> Listeners { get; init; }

    /// <summary>Counted since <see cref="StartedAt"/>.</summary>
    public required NodeTotals Totals { get; init; }

    /// <summary>Over the last full second.</summary>
    public required NodeRates Rates { get; init; }

    /// <summary>What somebody should look at, one line each; empty when all is well.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether <c>POST /api/reload</c> does something on this node.</summary>
    public required bool CanReload { get; init; }
}
