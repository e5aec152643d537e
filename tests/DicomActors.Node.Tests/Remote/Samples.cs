using DicomActors.Dashboard.Api;

namespace DicomActors.Node.Tests.Remote;

/// <summary>Answers of a node with something in every field.</summary>
internal static class Samples
{
    public static NodeStatus Status() => new()
    {
        Name = "ward-3", Version = "1.2.3", Runtime = "Embedded", StartedAt = DateTimeOffset.UnixEpoch, UptimeSeconds = 3700, Draining = false,
        Connections = 7, MaximumConnections = 10000, Peers = 2, CanReload = true, Warnings = ["peer\nARCHIVE is left alone"],
        Listeners =
        [
            new ListenerRow
            {
                Name = "main", EndPoints = [new EndPointRow("0.0.0.0:11112", true, 42)], Connections = 5, Unassociated = 1, Accepted = 42, OverLimit = 1,
                Denied = 2, Refused = 3, Probes = 4, AcceptErrors = 0, Limits = new ListenerLimits(100, null, null, null),
            },
        ],
        Totals = new NodeTotals
        {
            ConnectionsOpened = 50, AssociationsEstablished = 40, AssociationsRejected = 3, AssociationsReleased = 30, AssociationsAborted = 5,
            RequestsCompleted = 9, RequestsFailed = 1, RequestsReceived = 100, RequestsAnswered = 98, RequestsRefused = 2, BytesSent = 1000, BytesReceived = 2_000_000,
        },
        Rates = new NodeRates(10, 20, 1, 2),
    };

    public static PeerRow Peer() => new()
    {
        Name = "archive", Address = "10.0.0.5:104", CallingAETitle = "US", CalledAETitle = "ARCHIVE", Circuit = "open", Paused = false, Draining = false,
        Queued = 9, InFlight = 1, OpenAssociations = 0, OpeningAssociations = 0, MaximumAssociations = 4, Completed = 100, NotCompleted = 2, Retried = 5,
        Failures = 3, RetryInSeconds = 3, LastError = "refused",
    };

    public static ConnectionRow Connection() => new()
    {
        Id = 17, Role = "acceptor", Phase = "established", ProtocolState = "Sta6", RemoteEndPoint = "10.0.0.7:4000", CallingAETitle = "MODALITY",
        CalledAETitle = "ARCHIVE", Contexts = 3, Outstanding = 0, Ended = 0, Unanswered = 1, Received = 20, BytesSent = 1000, BytesReceived = 5_000_000, AgeSeconds = 65,
    };
}
