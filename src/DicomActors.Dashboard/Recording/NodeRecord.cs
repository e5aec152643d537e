using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Dashboard.Recording;

/// <summary>
/// What the dashboard remembers of a node: counts, the feed, ten minutes of seconds, and with whom each connection is. Bounded but for the last,
/// which has one entry per connection alive. Owned by <see cref="DashboardActor"/>, used by its thread only.
/// </summary>
internal sealed class NodeRecord(DateTimeOffset startedAt)
{
    private readonly Dictionary<ConnectionId, ConnectionSubject> _subjects = [];
    private readonly EventFeed _feed = new();
    private readonly SecondSeries _seconds = new();
    private readonly LatencyHistogram _sent = new();
    private readonly LatencyHistogram _answered = new();
    private Tally _tally;
    private Tally _tallyBefore;
    private long _bytesSent;
    private long _bytesReceived;
    private DateTimeOffset _lookedAt = startedAt;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public NodeTotals Totals(long bytesSent, long bytesReceived) => _tally.ToTotals(bytesSent, bytesReceived);

    public NodeRates Rates => _seconds.Latest is { } point
        ? new NodeRates(point.BytesSent, point.BytesReceived, point.RequestsSent, point.RequestsReceived)
        : new NodeRates(0, 0, 0, 0);

    public EventRows Events(long after, int limit) => _feed.After(after, limit);

    public PlotSeries Plots(long after) => _seconds.After(after);

    /// <summary>The connections whose AE titles or address contain a text.</summary>
    public IReadOnlySet<ConnectionId> Find(string filter) =>
        _subjects.Where(pair => pair.Value.Matches(filter)).Select(static pair => pair.Key).ToHashSet();

    /// <summary>Ends a second.</summary>
    public void Tick(DateTimeOffset now, long bytesSent, long bytesReceived)
    {
        var seconds = (now - _lookedAt).TotalSeconds;
        if (seconds <= 0)
        {
            return;
        }

        _seconds.Add(new PlotPoint
        {
            Number = _seconds.NextNumber,
            Time = now,
            BytesSent = Math.Round((bytesSent - _bytesSent) / seconds),
            BytesReceived = Math.Round((bytesReceived - _bytesReceived) / seconds),
            RequestsSent = Math.Round((_tally.RequestsEnded - _tallyBefore.RequestsEnded) / seconds, 1),
            RequestsReceived = Math.Round((_tally.RequestsReceived - _tallyBefore.RequestsReceived) / seconds, 1),
            Failures = _tally.Failures - _tallyBefore.Failures,
            Connections = _subjects.Count,
            Sent = _sent.TakeAndClear(),
            Answered = _answered.TakeAndClear(),
        });
        (_lookedAt, _bytesSent, _bytesReceived, _tallyBefore) = (now, bytesSent, bytesReceived, _tally);
    }

    /// <summary>Something about the node itself.</summary>
    public void Note(DateTimeOffset time, EventKind kind, string? peer, string text) =>
        _feed.Add(time, kind, EventSeverity.Info, 0, peer, default, text);

    public void Record(IAdvancedDicomClientConnectionEvent happened)
    {
        switch (happened)
        {
            case RequestReceivedEvent:
                _tally.RequestsReceived++;
                break;
            case RequestAnsweredEvent answered:
                RecordAnswer(answered);
                break;
            case RequestEvent request:
                RecordOutcome(request);
                break;
            case ConnectionOpenedEvent opened:
                _tally.ConnectionsOpened++;
                _subjects[opened.ConnectionId] = new ConnectionSubject { RemoteEndPoint = opened.RemoteEndPoint };
                break;
            case ConnectionClosedEvent closed:
                RecordClosed(closed);
                break;
            case ListenerBoundEvent bound:
                Tell(bound, EventKind.Listener, EventSeverity.Info, $"Listening on {bound.EndPoint}");
                break;
            case ListenerUnboundEvent unbound:
                Tell(unbound, EventKind.Listener, EventSeverity.Warning, $"No longer listening on {unbound.EndPoint}");
                break;
            case PeerStateChangedEvent changed:
                _feed.Add(
                    changed.Timestamp, EventKind.Peer, EventText.SeverityOf(changed.Now), 0, changed.Peer, default,
                    $"Circuit {EventText.Words(changed.Now.ToString())}: {changed.Message}");
                break;
            default:
                RecordAssociation(happened);
                break;
        }
    }

    private void RecordOutcome(RequestEvent happened)
    {
        var (verb, status, elapsed) = happened switch
        {
            RequestCompletedEvent completed => ("completed", completed.Response.Status, completed.Elapsed),
            RequestTimedOutEvent timedOut => ("timed out", null, timedOut.Elapsed),
            RequestCancelledEvent cancelled => ("cancelled", null, cancelled.Elapsed),
            // Of the reason only its kind: the message may name a file, and a file a patient.
            RequestFailedEvent failed => ($"failed, {EventText.Words(failed.Reason.ToString())}", (DimseStatus?)null, failed.Elapsed),
            _ => (null, null, default),
        };
        if (verb is null)
        {
            return;
        }

        var isGood = status?.IsSuccessOrWarning == true;
        if (isGood)
        {
            _tally.RequestsCompleted++;
        }
        else
        {
            _tally.RequestsFailed++;
        }

        if (status is not null)
        {
            _sent.Add(elapsed);
        }

        Tell(happened, isGood, new RequestFacts(happened.Request.Command, happened.Request.SopClassUid, verb, status, elapsed));
    }

    private void RecordAnswer(RequestAnsweredEvent answered)
    {
        var isGood = answered.Status.IsSuccessOrWarning;
        if (isGood)
        {
            _tally.RequestsAnswered++;
        }
        else
        {
            _tally.RequestsRefused++;
        }

        _answered.Add(answered.Elapsed);
        Tell(answered, isGood, new RequestFacts(answered.Request.Command, answered.Request.SopClassUid, "answered", answered.Status, answered.Elapsed));
    }

    private void RecordAssociation(IAdvancedDicomClientConnectionEvent happened)
    {
        switch (happened)
        {
            case AssociationRequestedEvent requested when _subjects.TryGetValue(requested.ConnectionId, out var subject):
                (subject.CallingAETitle, subject.CalledAETitle, subject.Peer) =
                    (requested.CallingAETitle, requested.CalledAETitle, requested.CallingAETitle);
                break;
            case AssociationEstablishedEvent established:
                RecordEstablished(established, established.Association, "accepted");
                break;
            case DicomAssociationAcceptedEvent accepted:
                RecordEstablished(accepted, accepted.Association, "established");
                break;
            case DicomAssociationRejectedEvent rejected:
                _tally.AssociationsRejected++;
                Tell(
                    rejected, EventKind.Association, EventSeverity.Warning,
                    $"Association rejected by {EventText.Side(rejected.RejectedByPeer)}: {rejected.Rejection.ReasonText}{(rejected.Rejection.IsTransient ? " (for now)" : "")}");
                break;
            case DicomAssociationReleasedEvent released:
                _tally.AssociationsReleased++;
                Tell(released, EventKind.Association, EventSeverity.Info, $"Association released by {EventText.Side(released.RequestedByPeer)}");
                break;
            case DicomAbortedEvent aborted:
                _tally.AssociationsAborted++;
                Tell(aborted, EventKind.Association, EventSeverity.Warning, EventText.Describe(aborted));
                break;
        }
    }

    private void RecordEstablished(IAdvancedDicomClientConnectionEvent happened, Association association, string verb)
    {
        _tally.AssociationsEstablished++;
        if (_subjects.TryGetValue(happened.ConnectionId, out var subject))
        {
            subject.Associate(association);
        }

        Tell(
            happened, EventKind.Association, EventSeverity.Info,
            $"Association {verb}: {association.CallingAETitle} calls {association.CalledAETitle}, {EventText.Contexts(association)}");
    }

    private void RecordClosed(ConnectionClosedEvent closed)
    {
        if (EventText.Describe(closed) is var (severity, text))
        {
            Tell(closed, EventKind.Association, severity, text);
        }

        _subjects.Remove(closed.ConnectionId);
    }

    private void Tell(IAdvancedDicomClientConnectionEvent happened, EventKind kind, EventSeverity severity, string text) => _feed.Add(
        happened.Timestamp, kind, severity, happened.ConnectionId.Value, _subjects.GetValueOrDefault(happened.ConnectionId)?.Peer, default, text);

    private void Tell(ConnectionEvent happened, bool isGood, in RequestFacts request) => _feed.Add(
        happened.Timestamp, EventKind.Request, isGood ? EventSeverity.Info : EventSeverity.Warning, happened.ConnectionId.Value, _subjects.GetValueOrDefault(happened.ConnectionId)?.Peer,
        request, text: null);
}
