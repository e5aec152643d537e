using System.Globalization;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Recording;
using DicomActors.Dashboard.Recording.Messages;
using DicomActors.Listeners;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>Puts the status of the node together.</summary>
internal sealed class NodeReader(DashboardNode node, PeerReader peers)
{
    private const double NearlyFull = 0.9;

    /// <summary>Null if the actors do not answer.</summary>
    public async Task<NodeStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        var asked = node.Dashboard.OrNothingAsync<NodeSnapshot>(GetNode.Instance, cancellationToken);
        var listed = node.Dicom.ConnectionFactory.OrNothingAsync<ConnectionList>(GetConnections.Instance, cancellationToken);
        var peerRows = await peers.ReadAsync(cancellationToken).ConfigureAwait(false);
        var connections = await listed.ConfigureAwait(false);
        if (await asked.ConfigureAwait(false) is not { } snapshot || connections is null || peerRows is null)
        {
            return null;
        }

        var listeners = await ListenersAsync(snapshot.Listeners, cancellationToken).ConfigureAwait(false);
        return new NodeStatus
        {
            Name = node.Options.Name,
            Version = DashboardNode.Version,
            Runtime = DashboardNode.Runtime,
            StartedAt = snapshot.StartedAt,
            UptimeSeconds = Math.Round((snapshot.Now - snapshot.StartedAt).TotalSeconds, 1),
            Draining = snapshot.Draining,
            Drained = snapshot.Drained,
            Connections = connections.Connections.Count,
            MaximumConnections = connections.Maximum,
            Peers = peerRows.Rows.Count,
            Listeners = listeners,
            Totals = snapshot.Totals,
            Rates = snapshot.Rates,
            Warnings = [.. Warnings(connections, listeners, peerRows.Rows)],
            CanReload = node.Options.Reload is not null,
        };
    }

    private static async Task<IReadOnlyList<ListenerRow>> ListenersAsync(IReadOnlyList<IActorRef> listeners, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(listeners.Select(async listener =>
            await listener.OrNothingAsync<ListenerStatus>(GetListenerStatus.Instance, cancellationToken).ConfigureAwait(false) is { } status
                ? Row(listener.Path.Name, status)
                : null)).ConfigureAwait(false);
        return [.. rows.OfType<ListenerRow>().OrderBy(static row => row.Name, StringComparer.Ordinal)];
    }

    private static ListenerRow Row(string name, ListenerStatus status) => new()
    {
        Name = name.StartsWith("dicom-listener-", StringComparison.Ordinal) ? name["dicom-listener-".Length..] : name,
        EndPoints = [.. status.EndPoints.Select(static one => new EndPointRow($"{one.EndPoint}", one.IsTls, one.Accepted))],
        Connections = status.Admission.Connections,
        Unassociated = status.Admission.Unassociated,
        Accepted = status.Admission.Accepted,
        OverLimit = status.Admission.OverConnections + status.Admission.OverPerAddress + status.Admission.OverUnassociated
            + status.Admission.OverPerCallingAETitle,
        Denied = status.Admission.DeniedNetworks,
        Refused = status.Admission.Refused,
        Probes = status.Admission.Probes,
        AcceptErrors = status.AcceptErrors,
        Limits = new ListenerLimits(
            Limit(status.Policy.MaximumConnections), Limit(status.Policy.MaximumConnectionsPerAddress), Limit(status.Policy.MaximumUnassociated),
            Limit(status.Policy.MaximumAssociationsPerCallingAETitle)),
    };

    private static int? Limit(int value) => value == AdmissionPolicy.NoLimit ? null : value;

    private static IEnumerable<string> Warnings(ConnectionList connections, IReadOnlyList<ListenerRow> listeners, IReadOnlyList<PeerRow> peerRows)
    {
        if (connections.Connections.Count >= connections.Maximum * NearlyFull)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{connections.Connections.Count} of {connections.Maximum} connections are in use (dicom-actors.connections.maximum).");
        }

        foreach (var listener in listeners)
        {
            if (listener.EndPoints.Count == 0)
            {
                yield return $"Listener {listener.Name} is not bound to any address.";
            }

            if (listener.Limits.MaximumConnections is { } maximum && listener.Connections >= maximum * NearlyFull)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"Listener {listener.Name} has {listener.Connections} of {maximum} connections it may have.");
            }

            if (listener.AcceptErrors > 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Listener {listener.Name}: the operating system refused {listener.AcceptErrors} times to accept a connection; look at the limit of open files.");
            }
        }

        foreach (var peer in peerRows.Where(static peer => peer.Circuit is not "closed"))
        {
            yield return peer.Circuit switch
            {
                "open" => $"Peer {peer.Name} is left alone for a while: {peer.LastError ?? "it failed too often."}",
                "halfOpen" => $"Peer {peer.Name} is being tried again.",
                _ => $"Peer {peer.Name}: its client does not answer.",
            };
        }
    }
}
