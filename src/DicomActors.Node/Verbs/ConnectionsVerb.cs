using System.CommandLine;
using System.Globalization;
using DicomActors.Dashboard.Api;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;
using static System.FormattableString;

namespace DicomActors.Node.Verbs;

/// <summary><c>connections</c>: the connections of a running node; <c>connections abort ID</c> ends one.</summary>
internal sealed class ConnectionsVerb : VerbCommand
{
    private static readonly string[] Columns =
        ["ID", "ROLE", "PHASE", "PEER", "CALLING", "CALLED", "CONTEXTS", "OUR REQUESTS", "THEIR REQUESTS", "SENT", "RECEIVED", "RATE", "AGE"];

    private readonly NodeArguments _node;
    private readonly Watching _watching;
    private readonly Option<int?> _limit = Values.Number("--limit", "The most connections to show, the newest first: 1 to 500, default 50.", 1, 500);
    private readonly Option<string?> _peer = new("--peer") { Description = "Only connections with this in an AE title or the address of the peer.", HelpName = "TEXT" };
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public ConnectionsVerb()
        : base(
            "connections",
            "Show the connections of a running node, or abort one.",
            "./dicomactors connections",
            "./dicomactors connections --watch --peer MODALITY1",
            "./dicomactors connections abort 17",
            "./dicomactors connections --limit 200 --json")
    {
        Details = [NodeArguments.AboutNode, "RATE is what is sent and received per second, between two looks: --watch has it from the second look on."];
        _node = new NodeArguments(this);
        _watching = new Watching(this);
        Add(_limit);
        Add(_peer);
        Add(_json);
        Add(new ConnectionAbortVerb());
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        var path = string.Create(CultureInfo.InvariantCulture, $"api/connections?limit={arguments.GetValue(_limit) ?? 50}");
        path += arguments.GetValue(_peer) is { } peer ? $"&peer={Uri.EscapeDataString(peer)}" : "";
        if (_watching.IsWanted(arguments, _json))
        {
            await Watching.ShowAsync(async () => ResultTable.Create(Columns, Rows(await AskAsync())), interrupted);
            return ExitCode.Done;
        }

        var connections = await AskAsync();
        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(connections, DashboardJson.Default.ConnectionRows);
            return ExitCode.Done;
        }

        if (connections.Rows.Count > 0)
        {
            ResultTable.Write(Columns, Rows(connections));
        }

        var filtered = connections.Matching < connections.Total ? Invariant($", {connections.Matching} of them picked by --peer") : "";
        Console.Error.WriteLine(Invariant($"{Figures.Count(connections.Total, "connection")}{filtered}, {connections.Rows.Count} shown."));
        return ExitCode.Done;

        Task<ConnectionRows> AskAsync() => node.GetAsync(path, DashboardJson.Default.ConnectionRows, interrupted);
    }

    private static List<IReadOnlyList<string>> Rows(ConnectionRows connections) => [.. connections.Rows.Select(static row => (IReadOnlyList<string>)
    [
        Invariant($"{row.Id}"),
        row.Role,
        row.ProtocolState is { } state ? $"{row.Phase} {state}" : row.Phase,
        row.RemoteEndPoint ?? "",
        row.CallingAETitle ?? "",
        row.CalledAETitle ?? "",
        Invariant($"{row.Contexts}"),
        Invariant($"{row.Ended} + {row.Outstanding} open"),
        Invariant($"{row.Received}, {row.Unanswered} open"),
        Figures.Size(row.BytesSent),
        Figures.Size(row.BytesReceived),
        row.BytesSentPerSecond is { } sent && row.BytesReceivedPerSecond is { } received ? $"{Figures.Size(sent + received)}/s" : "",
        Figures.Time(TimeSpan.FromSeconds(row.AgeSeconds)),
    ])];
}
