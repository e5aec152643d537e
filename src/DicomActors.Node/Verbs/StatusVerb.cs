using System.CommandLine;
using DicomActors.Dashboard.Api;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Verbs;

/// <summary><c>status</c>: what a running node is doing.</summary>
internal sealed class StatusVerb : VerbCommand
{
    private readonly NodeArguments _node;
    private readonly Watching _watching;
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public StatusVerb()
        : base(
            "status",
            "Show what a running node is doing: listeners, connections, requests, traffic.",
            "./dicomactors status",
            "./dicomactors status --watch",
            "./dicomactors status --node https://node.example:11180 --token-file token.txt --json")
    {
        Details = [NodeArguments.AboutNode];
        _node = new NodeArguments(this);
        _watching = new Watching(this);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        if (_watching.IsWanted(arguments, _json))
        {
            await Watching.ShowAsync(
                async () => ResultTable.Create(NodeStatusText.Columns, NodeStatusText.Rows(await AskAsync(node, interrupted))), interrupted);
            return ExitCode.Done;
        }

        var status = await AskAsync(node, interrupted);
        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(status, DashboardJson.Default.NodeStatus);
        }
        else
        {
            ResultTable.Write(NodeStatusText.Columns, NodeStatusText.Rows(status));
        }

        return ExitCode.Done;
    }

    private static Task<NodeStatus> AskAsync(NodeClient node, CancellationToken interrupted) =>
        node.GetAsync("api/status", DashboardJson.Default.NodeStatus, interrupted);
}
