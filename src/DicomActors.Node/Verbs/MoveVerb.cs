using System.CommandLine;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Retrieving;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Verbs;

/// <summary><c>move HOST PORT --to AE key=value…</c>: make a peer send instances to a third one, or to us.</summary>
internal sealed class MoveVerb : VerbCommand
{
    private readonly PeerArguments _peer;
    private readonly RetrieveKeys _keys;
    private readonly Option<string> _to = Values.AETitle("--to", "AE title of the receiver, which the peer has to know.", standard: null);
    private readonly Option<int?> _retries = RetrieveKeys.Retries();
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public MoveVerb()
        : base(
            "move",
            "Make a peer send what it has to a third one (C-MOVE).",
            "./dicomactors move pacs.example 104 --called PACS --to WORKSTATION StudyInstanceUID=1.2.3",
            "./dicomactors move pacs.example 104 --called PACS --to ARCHIVE StudyInstanceUID=1.2.3 SeriesInstanceUID=1.2.3.4 --json",
            "./dicomactors move pacs.example 104 --called PACS --to ARCHIVE --model patient PatientID=42")
    {
        Details =
        [
            "The peer opens an association of its own to the receiver, whose address it looks up under the title. To receive it here:",
            "./dicomactors listen PORT --out FOLDER --called TITLE, and tell the peer title, address and port.",
            "Instances that failed are named as far as the peer lists them; exit code 1.",
            "Ctrl-C ends it at once; peers stop sending then, or not.",
            RetrieveKeys.AboutRetries,
        ];
        _peer = new PeerArguments(this, timeout: 300);
        _keys = new RetrieveKeys(this);
        _to.Required = true;
        Add(_to);
        Add(_retries);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var peer = _peer.Read(arguments);
        var query = _keys.Read(arguments);
        var to = arguments.GetRequiredValue(_to);
        var asJson = arguments.GetValue(_json);
        await using var node = NodeSystem.Start(arguments);
        var retries = arguments.GetValue(_retries);
        var retrieval = new Retrieval(node, ClientPeer.Create(node, peer, retries))
        {
            ShowsProgress = !arguments.GetValue(NodeCommand.Dump),
            IsRepeatable = retries > 0,
        };
        var request = new CMoveRequest(query.Model.MoveSopClass, query.Encode(TransferSyntax.ExplicitVRLittleEndian), to);
        var report = RetrieveReport.Of(await retrieval.RunAsync(request, interrupted));
        report.Write(peer, $"moved to {to}", asJson);
        return report.ExitCode;
    }
}
