using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Listeners;

namespace DicomActors.Node.Serving;

/// <summary>
/// Reads the configuration of a running node again and applies what can be applied: peers, limits of connections, and whom the
/// listeners accept. A configuration with an error changes nothing. One reload at a time.
/// </summary>
/// <param name="source">Where the configuration comes from.</param>
/// <param name="started">What the node was started with.</param>
/// <param name="node">The node's actor system.</param>
/// <param name="listeners">Its listeners, by name.</param>
internal sealed class NodeReload(
    ConfigurationSource source, NodeConfiguration started, ActorSystem node, IReadOnlyDictionary<string, IActorRef> listeners) : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);
    private readonly DicomExtension _dicom = Dicom.Get(node);
    private readonly NodeConfiguration _started = started;
    private NodeConfiguration _current = started;

    /// <summary>Reads and applies.</summary>
    /// <returns>What is different from now on, and what counts only after a restart.</returns>
    /// <exception cref="VerbException">The configuration has an error: nothing was changed.</exception>
    public async Task<ReloadReport> RunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var next = source.Read();
            List<string> applied = [.. await ApplyPeersAsync(next), .. await ApplyLimitsAsync(next), .. await ApplyListenersAsync(next)];
            _current = next;
            return new ReloadReport(applied, NeedsRestart(next));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<IEnumerable<string>> ApplyPeersAsync(NodeConfiguration next)
    {
        var lines = new List<string>();
        var before = _current.Peers.Select(static peer => peer.Name).ToHashSet(StringComparer.Ordinal);
        var running = (await _dicom.Peers.Ask<PeerList>(GetPeers.Instance, AnswerTime)).Peers.ToDictionary(static entry => entry.Peer.Name, StringComparer.Ordinal);
        foreach (var peer in next.Peers.OrderBy(static peer => peer.Name, StringComparer.Ordinal))
        {
            if (!before.Remove(peer.Name))
            {
                await _dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(peer), AnswerTime);
                lines.Add($"peer {peer.Name}: added");
                continue;
            }

            var changes = FlatSettings.Differences(_current.SettingsOfPeer(peer.Name), next.SettingsOfPeer(peer.Name));
            if (changes.Count > 0)
            {
                // Reached as before: its associations are used on.
                var changed = !changes.Any(IsOfConnector) && running.TryGetValue(peer.Name, out var entry) ? peer with { Connector = entry.Peer.Connector } : peer;
                await _dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(changed), AnswerTime);
                lines.Add($"peer {peer.Name}: {string.Join(", ", changes)}");
            }
        }

        foreach (var gone in before.Order(StringComparer.Ordinal))
        {
            // What it has is finished in the background.
            _dicom.Peers.Tell(new RemovePeer(gone, next.Dicom.DrainGracePeriod), ActorRefs.NoSender);
            lines.Add($"peer {gone}: removed; what is queued has {next.Dicom.DrainGracePeriod.TotalSeconds} s");
        }

        return lines;
    }

    private async Task<IEnumerable<string>> ApplyLimitsAsync(NodeConfiguration next)
    {
        var (before, now) = (_current.Dicom, next.Dicom);
        if ((before.MaximumConnections, before.MaximumPendingOpens) == (now.MaximumConnections, now.MaximumPendingOpens))
        {
            return [];
        }

        await _dicom.ConnectionFactory.Ask<ConnectionsLimited>(
            new LimitConnections { Maximum = now.MaximumConnections, MaximumPendingOpens = now.MaximumPendingOpens }, AnswerTime);
        return [$"connections: maximum {now.MaximumConnections}, maximum-pending-opens {now.MaximumPendingOpens}"];
    }

    private async Task<IEnumerable<string>> ApplyListenersAsync(NodeConfiguration next)
    {
        var lines = new List<string>();
        foreach (var (name, listener) in listeners)
        {
            if (next.Listeners.TryGetValue(name, out var settings)
                && FlatSettings.Differences(_current.SettingsOfListener(name), next.SettingsOfListener(name)).Where(static key => !IsOfEndPoint(key)).ToArray()
                    is [_, ..] changes)
            {
                await listener.Ask<ListenerConfigured>(new ConfigureListener(settings), AnswerTime);
                lines.Add($"listener {name}: {string.Join(", ", changes)}");
            }
        }

        return lines;
    }

    /// <summary>What differs from the start and could not be applied, now or by an earlier reload.</summary>
    private string[] NeedsRestart(NodeConfiguration next)
    {
        var endPoints = listeners.Keys.Where(next.Listeners.ContainsKey).SelectMany(name =>
            FlatSettings.Differences(_started.SettingsOfListener(name), next.SettingsOfListener(name))
                .Where(IsOfEndPoint).Select(key => $"dicom-actors.listeners.{name}.{key}"));
        var others = FlatSettings.Differences(FlatSettings.Of(_started.Config), FlatSettings.Of(next.Config)).Where(static path => !IsApplied(path));
        return
        [
            .. next.Listeners.Keys.Except(listeners.Keys).Select(static name => $"dicom-actors.listeners.{name}: new"),
            .. listeners.Keys.Except(next.Listeners.Keys).Select(static name => $"dicom-actors.listeners.{name}: removed"),
            .. endPoints,
            .. others,
        ];
    }

    // Peers and listeners are compared with what they inherit; the blocks they inherit from say nothing by themselves.
    private static bool IsApplied(string path) => path is "dicom-actors.connections.maximum" or "dicom-actors.connections.maximum-pending-opens"
        || path.Split('.') is ["dicom-actors", "peers" or "peer" or "listeners" or "listener", ..];

    private static bool IsOfConnector(string key) => key is "host" or "port" || key.Split('.') is ["tls" or "proxy", ..];

    private static bool IsOfEndPoint(string key) => key is "host" or "port" or "backlog" || key.Split('.') is ["tls" or "proxy-protocol" or "endpoints", ..];
}
