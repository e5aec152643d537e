using System.CommandLine;
using DicomActors.Dashboard.Api;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Verbs;

/// <summary><c>peers echo NAME</c>: let a running node ask a peer whether it is there.</summary>
internal sealed class PeerEchoVerb : VerbCommand
{
    private readonly NodeArguments _node;
    private readonly Argument<string> _peer = PeersOfNode.Argument();
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public PeerEchoVerb()
        : base(
            "echo",
            "Let the node ask a peer whether it is there and speaks DICOM (C-ECHO).",
            "./dicomactors peers echo ARCHIVE",
            "./dicomactors peers echo ARCHIVE --timeout 60 --json")
    {
        Details = ["Exit code 1 if the node got no success from the peer. The node asks with its own titles and over its own network."];
        Add(_peer);
        _node = new NodeArguments(this);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        var report = await node.PostAsync(
            PeersOfNode.Path(arguments.GetRequiredValue(_peer), "echo"), null, DashboardJson.Default.EchoReport, interrupted);
        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(report, DashboardJson.Default.EchoReport);
        }
        else if (report.Succeeded)
        {
            Console.Out.WriteLine(SingleLine.Of($"{report.Peer}: {report.Message}"));
        }
        else
        {
            Say.Error($"{report.Peer}: {report.Message}");
        }

        return report.Succeeded ? ExitCode.Done : ExitCode.PeerFailed;
    }
}
