using System.CommandLine;
using DicomActors.Dashboard.Api;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;
using static System.FormattableString;

namespace DicomActors.Node.Verbs;

/// <summary><c>peers</c>: the peers of a running node and their queues; below it, what can be done with one.</summary>
internal sealed class PeersVerb : VerbCommand
{
    private static readonly string[] Columns =
        ["NAME", "ADDRESS", "TITLE", "STATE", "QUEUED", "IN FLIGHT", "ASSOCIATIONS", "DONE", "FAILED", "RETRIED", "LAST PROBLEM"];

    private readonly NodeArguments _node;
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public PeersVerb()
        : base(
            "peers",
            "Show the peers of a running node with their queues, or echo, pause, resume or drain one.",
            "./dicomactors peers",
            "./dicomactors peers --json",
            "./dicomactors peers echo ARCHIVE",
            "./dicomactors peers pause ARCHIVE")
    {
        Details =
        [
            NodeArguments.AboutNode,
            "STATE: ready; open: left alone for a while after failures; halfOpen: being tried again; paused, draining: somebody wanted it so.",
        ];
        _node = new NodeArguments(this);
        Add(_json);
        Add(new PeerEchoVerb());
        Add(new PeerActionVerb("pause", "Send nothing more to a peer until it is resumed. What comes for it is queued."));
        Add(new PeerActionVerb("resume", "Send to a paused peer again."));
        Add(new PeerDrainVerb());
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        var peers = await node.GetAsync("api/peers", DashboardJson.Default.PeerRows, interrupted);
        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(peers, DashboardJson.Default.PeerRows);
            return ExitCode.Done;
        }

        if (peers.Rows.Count > 0)
        {
            ResultTable.Write(Columns, [.. peers.Rows.Select(Row)]);
        }

        Console.Error.WriteLine(peers.Rows.Count == 0 ? "the node has no peers." : $"{Figures.Count(peers.Rows.Count, "peer")}.");
        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Row(PeerRow peer) =>
    [
        peer.Name,
        peer.Address,
        peer.CalledAETitle,
        State(peer),
        Invariant($"{peer.Queued}"),
        Invariant($"{peer.InFlight}"),
        Invariant($"{peer.OpenAssociations} of at most {peer.MaximumAssociations}"),
        Invariant($"{peer.Completed}"),
        Invariant($"{peer.NotCompleted}"),
        Invariant($"{peer.Retried}"),
        peer.LastError ?? "",
    ];

    private static string State(PeerRow peer)
    {
        var state = peer switch
        {
            { Draining: true } => "draining",
            { Paused: true } => "paused",
            { Circuit: "closed" } => "ready",
            _ => peer.Circuit,
        };
        return peer.RetryInSeconds is { } wait ? $"{state}, next try in {Figures.Time(TimeSpan.FromSeconds(wait))}" : state;
    }
}
