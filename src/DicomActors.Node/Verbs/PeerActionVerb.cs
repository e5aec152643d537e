using System.CommandLine;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Verbs;

/// <summary><c>peers pause NAME</c> and its like: change what a running node does with a peer.</summary>
internal sealed class PeerActionVerb : VerbCommand
{
    private readonly NodeArguments _node;
    private readonly Argument<string> _peer = PeersOfNode.Argument();
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    /// <param name="name">What the user types and the API calls it.</param>
    /// <param name="description">What it does.</param>
    public PeerActionVerb(string name, string description)
        : base(name, description, $"./dicomactors peers {name} ARCHIVE", $"./dicomactors peers {name} ARCHIVE --json")
    {
        Add(_peer);
        _node = new NodeArguments(this);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        return await NodeAction.RunAsync(
            node, PeersOfNode.Path(arguments.GetRequiredValue(_peer), Name), null, arguments.GetValue(_json), interrupted);
    }
}
