using Akka.Actor;
using DicomActors.Clients;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DicomActors.Hosting.Health;

/// <summary>Whether we can reach the peers, as far as their clients know. One that is down does not make this node useless: degraded, never unhealthy.</summary>
internal sealed class PeersHealthCheck(ActorSystem system, DicomHealthOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var registry = Dicom.Get(system).Peers;
        PeerEntry[] peers;
        try
        {
            peers = [.. (await registry.Ask<PeerList>(GetPeers.Instance, options.Timeout, cancellationToken).ConfigureAwait(false)).Peers];
        }
        catch (AskTimeoutException)
        {
            return HealthCheckResult.Degraded("The peer registry does not answer.");
        }

        var states = await Task.WhenAll(peers.Select(peer => StateAsync(registry, peer, cancellationToken))).ConfigureAwait(false);
        Dictionary<string, object> data = [];
        List<string> troubled = [];
        foreach (var (peer, trouble) in states)
        {
            data[peer] = trouble ?? "reachable";
            if (trouble is not null)
            {
                troubled.Add($"{peer}: {trouble}");
            }
        }

        return troubled.Count == 0
            ? HealthCheckResult.Healthy("No peer is known to be down.", data)
            : HealthCheckResult.Degraded(string.Join("; ", troubled), null, data);
    }

    private async Task<(string Peer, string? Trouble)> StateAsync(IActorRef registry, PeerEntry peer, CancellationToken cancellationToken)
    {
        var name = peer.Peer.Name;
        try
        {
            var status = await peer.Client.Ask<PeerStatus>(GetPeerStatus.Instance, options.Timeout, cancellationToken).ConfigureAwait(false);
            if (status.Circuit != CircuitState.Closed)
            {
                return (name, $"circuit {status.Circuit}, the last error: {status.LastError}");
            }
        }
        catch (AskTimeoutException)
        {
            return (name, "its client does not answer");
        }

        return (name, options.EchoesPeers ? await PeerEcho.SendAsync(system, registry, name, options.Timeout, cancellationToken).ConfigureAwait(false) : null);
    }
}
