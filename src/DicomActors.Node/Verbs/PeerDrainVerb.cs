using System.CommandLine;
using DicomActors.Dashboard.Api;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Verbs;

/// <summary><c>peers drain NAME</c>: finish what is queued for a peer and take nothing more for it.</summary>
internal sealed class PeerDrainVerb : VerbCommand
{
    private readonly NodeArguments _node;
    private readonly Argument<string> _peer = PeersOfNode.Argument();
    private readonly Option<double?> _grace = DrainVerb.Grace();
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public PeerDrainVerb()
        : base(
            "drain",
            "Finish what is queued for a peer and take nothing more for it.",
            "./dicomactors peers drain ARCHIVE",
            "./dicomactors peers drain ARCHIVE --grace 60")
    {
        Add(_peer);
        _node = new NodeArguments(this);
        Add(_grace);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        return await NodeAction.RunAsync(
            node,
            PeersOfNode.Path(arguments.GetRequiredValue(_peer), Name),
            new DrainOrder(arguments.GetValue(_grace)),
            arguments.GetValue(_json),
            interrupted);
    }
}
