using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DicomActors.Dashboard.Api;
using Microsoft.Playwright;

namespace DicomActors.Dashboard.Tests.Browser;

/// <summary>A gateway of a made-up hospital, always the same: for pictures, and for states that a real node is in rarely.</summary>
internal sealed class ExampleNode
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 14, 35, 20, TimeSpan.Zero);
    private readonly int _connections;

    /// <summary>The node.</summary>
    /// <param name="connections">How many associations it has at least.</param>
    public ExampleNode(int connections = 9) => _connections = connections;

    /// <summary>Lets the page see this node instead of the one it came from.</summary>
    public async Task ShowOnAsync(BrowserPage opened)
    {
        var page = opened.Page;
        await AnswerAsync(page, "**/api/status", Status(), DashboardJson.Default.NodeStatus);
        await AnswerAsync(page, "**/api/connections?*", Connections(), DashboardJson.Default.ConnectionRows);
        await AnswerAsync(page, "**/api/peers", Peers(), DashboardJson.Default.PeerRows);
        await AnswerAsync(page, "**/api/events?after=0&*", Events(), DashboardJson.Default.EventRows);
        await AnswerAsync(page, "**/api/events?after=60&*", new EventRows(60, 0, []), DashboardJson.Default.EventRows);
        await AnswerAsync(page, "**/api/plots?after=0", Plots(), DashboardJson.Default.PlotSeries);
        await AnswerAsync(page, "**/api/plots?after=600", new PlotSeries(600, []), DashboardJson.Default.PlotSeries);
        await page.ReloadAsync();
        await opened.WaitForAsync(page.GetByText("radiology-gateway"));
        await opened.WaitForAsync(page.Locator("#events li").First);
    }

    private static async Task AnswerAsync<T>(IPage page, string path, T value, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.Serialize(value, type);
        await page.RouteAsync(path, route => route.FulfillAsync(new() { ContentType = "application/json", Body = body }));
    }

    private NodeStatus Status() => new()
    {
        Name = "radiology-gateway",
        Version = "0.1.0",
        Runtime = "embedded",
        StartedAt = s_now.AddHours(-8.4),
        UptimeSeconds = 8.4 * 3600,
        Draining = false,
        Connections = _connections,
        MaximumConnections = 10_000,
        Peers = 4,
        Listeners =
        [
            new ListenerRow
            {
                Name = "main", EndPoints = [new EndPointRow("0.0.0.0:104", false, 8122), new EndPointRow("0.0.0.0:2762", true, 733)],
                Connections = 7, Unassociated = 1, Accepted = 8855, OverLimit = 3, Denied = 1, Refused = 4, Probes = 6021, AcceptErrors = 0,
                Limits = new ListenerLimits(200, 16, 32, null),
            },
            new ListenerRow
            {
                Name = "modalities-east", EndPoints = [new EndPointRow("10.4.1.30:11112", false, 912)],
                Connections = 164, Unassociated = 0, Accepted = 912, OverLimit = 0, Denied = 0, Refused = 0, Probes = 0, AcceptErrors = 0,
                Limits = new ListenerLimits(200, null, null, null),
            },
        ],
        Totals = new NodeTotals
        {
            ConnectionsOpened = 12_011, AssociationsEstablished = 5920, AssociationsRejected = 7, AssociationsReleased = 5880, AssociationsAborted = 14,
            RequestsCompleted = 293_998, RequestsFailed = 56, RequestsReceived = 811_204, RequestsAnswered = 811_150, RequestsRefused = 54,
            BytesSent = 412_300_000_000, BytesReceived = 1_920_000_000_000,
        },
        Rates = Rates(Point(600)),
        Warnings = ["Peer teaching-files is left alone for a while: 10.9.0.4:104: connection refused, nothing listens there."],
        CanReload = true,
    };

    private static NodeRates Rates(PlotPoint last) => new(last.BytesSent, last.BytesReceived, last.RequestsSent, last.RequestsReceived);

    private ConnectionRows Connections()
    {
        ConnectionRow[] kinds =
        [
            Row("CT_ER_1", "ARCHIVE", "acceptor", "10.4.12.21:50122", "established", "Sta6", 12, 184, 2, 31.2e6, 1.1e5, 734),
            Row("MR_3T_B", "ARCHIVE", "acceptor", "10.4.12.37:49811", "established", "Sta6", 8, 1210, 1, 18.4e6, 9e4, 1822),
            Row("US_OBGYN_2", "ARCHIVE", "acceptor", "10.4.13.5:61010", "established", "Sta6", 6, 44, 0, 2.4e6, 1e4, 95),
            Row("GATEWAY", "PACS_MAIN", "requestor", "10.4.1.10:104", "established", "Sta6", 18, 9321, 4, 7e4, 9.8e6, 5230),
            Row("GATEWAY", "TRIAGE", "requestor", "10.4.30.2:11112", "established", "Sta6", 18, 9104, 1, 6e4, 4.1e6, 5229),
            Row("WS_READ_07", "ARCHIVE", "acceptor", "10.4.20.107:58211", "established", "Sta6", 5, 12, 1, 900, 5.2e6, 41),
            Row("XA_CATH_1", "ARCHIVE", "acceptor", "10.4.12.90:51144", "releasing", "Sta8", 4, 66, 0, 0, 0, 310),
            Row("MG_SCREEN", "ARCHIVE", "acceptor", "10.4.12.61:50010", "negotiating", "Sta3", 0, 0, 0, 0, 0, 0.4),
            Row(null, null, "acceptor", "10.4.1.2:40112", "awaitingAssociation", "Sta2", 0, 0, 0, 0, 0, 2.2),
        ];
        var rows = Enumerable.Range(0, Math.Min(50, _connections)).Select(index => kinds[index % kinds.Length] with { Id = 20_418 - index }).ToList();
        return new ConnectionRows(_connections, _connections, 0, rows);
    }

    private static ConnectionRow Row(
        string? calling, string? called, string role, string remote, string phase, string state, int contexts, long requests, int open,
        double received, double sent, double age) => new()
    {
        Id = 0,
        Role = role,
        Phase = phase,
        ProtocolState = state,
        RemoteEndPoint = remote,
        LocalEndPoint = "10.4.1.30:104",
        CallingAETitle = calling,
        CalledAETitle = called,
        Contexts = contexts,
        Outstanding = role == "requestor" ? open : 0,
        Ended = role == "requestor" ? requests : 0,
        Unanswered = role == "requestor" ? 0 : open,
        Received = role == "requestor" ? 0 : requests,
        BytesSent = 1_000_000_000,
        BytesReceived = 4_000_000_000,
        BytesSentPerSecond = sent,
        BytesReceivedPerSecond = received,
        AgeSeconds = age,
    };

    private static PeerRows Peers() => new(
    [
        Peer("pacs-main", "10.4.1.10:104", "PACS_MAIN", 128, 7, 2, 4, 182_344, 12),
        Peer("ai-triage", "10.4.30.2:11112", "TRIAGE", 0, 1, 1, 2, 20_511, 0),
        Peer("teaching-files", "10.9.0.4:104", "TEACH", 342, 0, 0, 2, 1022, 41) with
        {
            Circuit = "open", Failures = 9, RetryInSeconds = 21.4, LastError = "10.9.0.4:104: connection refused, nothing listens there.",
        },
        Peer("vendor-neutral-archive", "vna.example:2762", "VNA", 57, 0, 0, 8, 90_121, 3) with
        {
            Paused = true, LastError = "Rejected for now: local limit exceeded.",
        },
    ]);

    private static PeerRow Peer(string name, string address, string aeTitle, int queued, int inFlight, int open, int most, long completed, long failed) => new()
    {
        Name = name,
        Address = address,
        CallingAETitle = "GATEWAY",
        CalledAETitle = aeTitle,
        Circuit = "closed",
        Paused = false,
        Draining = false,
        Queued = queued,
        InFlight = inFlight,
        OpenAssociations = open,
        OpeningAssociations = 0,
        MaximumAssociations = most,
        Completed = completed,
        NotCompleted = failed,
        Retried = 0,
        Failures = 0,
    };

    private static EventRows Events()
    {
        (string Kind, string Severity, string? Peer, string Text)[] kinds =
        [
            ("association", "info", "CT_ER_1", "Association accepted: CT_ER_1 calls ARCHIVE, 12 of 14 presentation contexts"),
            ("request", "info", "CT_ER_1", "C-STORE CT Image Storage answered: 0x0000 Success, 11.2 ms"),
            ("request", "info", "PACS_MAIN", "C-STORE CT Image Storage completed: 0x0000 Success, 31.8 ms"),
            ("peer", "error", "teaching-files", "Circuit open: 5 associations failed in a row"),
            ("association", "warning", "XA_CATH_2", "Association rejected by us: calling AE title not recognized"),
            ("request", "info", "MR_3T_B", "C-STORE MR Image Storage answered: 0x0000 Success, 7.4 ms"),
            ("request", "warning", "WS_READ_07", "C-MOVE answered: 0xA801 Failure: Refused: Move destination unknown, 1.2 ms"),
            ("request", "info", "US_OBGYN_2", "C-STORE Ultrasound Multi-frame Image Storage answered: 0x0000 Success, 44.1 ms"),
            ("association", "info", "MR_1T5_A", "Association released by the peer"),
            ("association", "warning", "10.4.1.77:55012", "Association aborted by the peer: unexpected pdu"),
            ("node", "info", null, "Configuration read again: 2 changes applied, 0 need a restart"),
        ];
        return new EventRows(60, 0, [.. Enumerable.Range(1, 60).Select(number =>
        {
            var (kind, severity, peer, text) = kinds[number * 5 % kinds.Length];
            return new EventRow(number, s_now.AddSeconds(-1.7 * (60 - number)), kind, severity, null, peer, text);
        })]);
    }

    private static PlotSeries Plots() => new(600, [.. Enumerable.Range(1, 600).Select(Point)]);

    private static PlotPoint Point(int number)
    {
        var wave = 0.5 + (0.5 * Math.Sin(number / 70.0));
        var burst = number is > 380 and < 470 ? 2.1 : 1;
        return new PlotPoint
        {
            Number = number,
            Time = s_now.AddSeconds(number - 600),
            BytesReceived = ((wave * 38e6) + (Noise(number, 1) * 9e6)) * burst,
            BytesSent = (Math.Pow(Math.Cos((number / 110.0) + 1), 2) * 8e6) + 6e6 + (Noise(number, 2) * 3e6),
            RequestsSent = Math.Round(12 + (Noise(number, 3) * 8)),
            RequestsReceived = Math.Round((60 * wave * burst) + (Noise(number, 4) * 14)),
            Failures = Noise(number, 5) > 0.985 ? 1 : 0,
            Connections = (int)(18 + (8 * wave)),
            Sent = new LatencyPoint(14 + (Noise(number, 6) * 4), 42 + (Noise(number, 7) * 14), 80 + (Noise(number, 8) * 50)),
            Answered = new LatencyPoint(6 + (Noise(number, 9) * 2 * burst), (17 + (Noise(number, 10) * 8)) * burst, (34 + (Noise(number, 11) * 26)) * burst),
        };
    }

    private static double Noise(int number, int kind)
    {
        var value = Math.Sin((number * 12.9898) + (kind * 78.233)) * 43758.5453;
        return value - Math.Floor(value);
    }
}
