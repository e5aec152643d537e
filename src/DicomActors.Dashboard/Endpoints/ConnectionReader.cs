using System.Globalization;
using System.Text.Json;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Recording;
using DicomActors.Dashboard.Recording.Messages;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>Asks connections for their status: those that are shown, however many there are.</summary>
internal sealed class ConnectionReader(DashboardNode node)
{
    private readonly RateBook _rates = new(node.Dicom.Settings.Service.TimeProvider);

    /// <summary>A page, newest first. Null if the factory does not answer.</summary>
    public async Task<ConnectionRows?> ReadAsync(int offset, int limit, string? filter, CancellationToken cancellationToken)
    {
        if (await node.Dicom.ConnectionFactory.OrNothingAsync<ConnectionList>(GetConnections.Instance, cancellationToken).ConfigureAwait(false) is not { } list)
        {
            return null;
        }

        var matching = string.IsNullOrWhiteSpace(filter)
            ? list.Connections
            : await FilterAsync(list.Connections, filter.Trim(), cancellationToken).ConfigureAwait(false);
        var page = matching.Reverse().Skip(offset).Take(limit);
        var statuses = await Task.WhenAll(page.Select(entry =>
            entry.Connection.OrNothingAsync<ConnectionStatus>(GetConnectionStatus.Instance, cancellationToken))).ConfigureAwait(false);
        return new ConnectionRows(
            list.Connections.Count, matching.Count, offset, [.. statuses.OfType<ConnectionStatus>().Select(status => Row(status, _rates.Look(status)))]);
    }

    /// <summary>Null if the connection has ended or never was.</summary>
    public async Task<ConnectionDetail?> ReadAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var found = await node.Dicom.ConnectionFactory.OrNothingAsync<ConnectionFound>(new FindConnection(id), cancellationToken).ConfigureAwait(false);
        var status = found?.Entry is { } entry
            ? await entry.Connection.OrNothingAsync<ConnectionStatus>(GetConnectionStatus.Instance, cancellationToken).ConfigureAwait(false)
            : null;
        return status is null ? null : Detail(status, _rates.Look(status));
    }

    private async Task<IReadOnlyList<ConnectionEntry>> FilterAsync(
        IReadOnlyList<ConnectionEntry> connections, string filter, CancellationToken cancellationToken)
    {
        var found = await node.Dashboard.OrNothingAsync<ConnectionsFound>(new FindConnections(filter), cancellationToken).ConfigureAwait(false);
        return found is null ? [] : [.. connections.Where(entry => found.Ids.Contains(entry.ConnectionId))];
    }

    private static ConnectionRow Row(ConnectionStatus status, (double Sent, double Received)? rates) => new()
    {
        Id = status.ConnectionId.Value,
        Role = status.Role == AssociationRole.Requestor ? "requestor" : "acceptor",
        Phase = JsonNamingPolicy.CamelCase.ConvertName(status.Phase.ToString()),
        ProtocolState = status.ProtocolState is { } state ? string.Create(CultureInfo.InvariantCulture, $"Sta{(int)state}") : null,
        RemoteEndPoint = status.RemoteEndPoint?.ToString(),
        LocalEndPoint = status.LocalEndPoint?.ToString(),
        CallingAETitle = status.Association?.CallingAETitle,
        CalledAETitle = status.Association?.CalledAETitle,
        Contexts = status.Association?.AcceptedContexts.Count() ?? 0,
        Outstanding = status.OutstandingRequests,
        Ended = status.EndedRequests,
        Unanswered = status.UnansweredInboundRequests,
        Received = status.ReceivedRequests,
        BytesSent = status.BytesSent,
        BytesReceived = status.BytesReceived,
        BytesSentPerSecond = rates?.Sent,
        BytesReceivedPerSecond = rates?.Received,
        AgeSeconds = Math.Round(status.Duration.TotalSeconds, 1),
    };

    private static ConnectionDetail Detail(ConnectionStatus status, (double Sent, double Received)? rates) => new()
    {
        Connection = Row(status, rates),
        Contexts = [.. (status.Association?.NegotiatedContexts ?? []).Select(Row)],
        MaximumSentPduLength = status.Association?.MaximumSentPduLength,
        MaximumReceivedPduLength = status.Association?.OurMaximumPduLength,
        PeerImplementation = status.Association?.PeerImplementationVersionName,
        MessagesSent = status.MessagesSent,
        MessagesReceived = status.MessagesReceived,
        Queued = status.QueuedRequests,
        WaitingForHandler = status.WaitingInboundRequests,
        Overdue = status.OverdueRequests,
    };

    private static ContextRow Row(PresentationContext context) => new(
        context.Id,
        context.AbstractSyntax.Name ?? context.AbstractSyntax.Value,
        context.AcceptedTransferSyntax?.ToString(),
        context.IsAccepted ? "Accepted" : EventText.Words(context.Result.ToString()));
}
