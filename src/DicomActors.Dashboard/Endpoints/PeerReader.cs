using DicomActors.Clients;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Recording;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>Asks the clients of the peers what they are doing.</summary>
internal sealed class PeerReader(DashboardNode node)
{
    /// <summary>Null if the registry does not answer.</summary>
    public async Task<PeerRows?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await node.Dicom.Peers.OrNothingAsync<PeerList>(GetPeers.Instance, cancellationToken).ConfigureAwait(false) is not { } list)
        {
            return null;
        }

        return new PeerRows(await Task.WhenAll(list.Peers.Select(async entry => Row(
            entry.Peer, await entry.Client.OrNothingAsync<PeerStatus>(GetPeerStatus.Instance, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false));
    }

    private static PeerRow Row(DicomPeer peer, PeerStatus? status) => new()
    {
        Name = peer.Name,
        Address = peer.Connector.Target,
        CallingAETitle = peer.CallingAETitle,
        CalledAETitle = peer.CalledAETitle,
        Circuit = status?.Circuit switch
        {
            CircuitState.Closed => "closed",
            CircuitState.Open => "open",
            CircuitState.HalfOpen => "halfOpen",
            _ => "unknown",
        },
        Paused = status?.IsPaused == true,
        Draining = status?.IsDraining == true,
        Queued = status?.Queued ?? 0,
        InFlight = status?.InFlight ?? 0,
        OpenAssociations = status?.OpenAssociations ?? 0,
        OpeningAssociations = status?.OpeningAssociations ?? 0,
        MaximumAssociations = peer.MaximumAssociations,
        Completed = status?.Completed ?? 0,
        NotCompleted = status?.NotCompleted ?? 0,
        Retried = status?.Retried ?? 0,
        Failures = status?.Failures ?? 0,
        RetryInSeconds = status?.RetryIn is { } wait ? Math.Round(wait.TotalSeconds, 1) : null,
        LastError = status?.LastError,
    };
}
