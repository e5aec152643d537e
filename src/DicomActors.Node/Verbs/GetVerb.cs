using System.CommandLine;
using DicomActors.Archive.Storage;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Listening;
using DicomActors.Node.Output;
using DicomActors.Node.Retrieving;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Node.Verbs;

/// <summary><c>get HOST PORT --out FOLDER key=value…</c>: fetch instances on the same association.</summary>
internal sealed class GetVerb : VerbCommand
{
    private readonly PeerArguments _peer;
    private readonly RetrieveKeys _keys;
    private readonly Option<string> _out = new("--out") { Description = "Folder for what is received; made if it is not there.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public GetVerb()
        : base(
            "get",
            "Fetch what a peer has into a folder, on one association (C-GET).",
            "./dicomactors get pacs.example 104 --called PACS --out study StudyInstanceUID=1.2.3",
            "./dicomactors get pacs.example 104 --called PACS --out series StudyInstanceUID=1.2.3 SeriesInstanceUID=1.2.3.4 --json",
            "./dicomactors get pacs.example 104 --called PACS --out patient --model patient PatientID=42")
    {
        Details =
        [
            "Each instance is one file, SOPINSTANCEUID.dcm, on disk before the peer is told that we have it; one of that name is replaced.",
            "The usual storage classes are offered to the peer, uncompressed: what it has compressed it decompresses, or counts as failed.",
            "Instances that failed are named as far as the peer lists them; exit code 1.",
        ];
        _peer = new PeerArguments(this, timeout: 300);
        _keys = new RetrieveKeys(this);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var peer = _peer.Read(arguments);
        var query = _keys.Read(arguments);
        var folder = Path.GetFullPath(arguments.GetRequiredValue(_out));
        await using var node = NodeSystem.Start(arguments);
        await using var storage = NodeListener.OpenFolder(node, StorageArguments.Simple(folder));
        var handler = new CountingHandler(storage);
        var retrieval = new Retrieval(node, peer, query.Model.GetSopClass, query)
        {
            Handlers = new AdvancedDicomClientConnectionRequestHandlers { OnCStoreRequest = handler },
            ShowsProgress = !arguments.GetValue(NodeCommand.Dump),
        };
        var result = await retrieval.RunAsync<CGetResult>(identifier => new CGetRequest(query.Model.GetSopClass, identifier), interrupted);
        var report = new RetrieveReport(result.Status, result.Response.ErrorComment, result.Counts, result.FailedSopInstanceUids, result.Elapsed)
        {
            Received = handler.Received,
        };
        report.Write(peer, $"received in {folder}", arguments.GetValue(_json));
        return report.ExitCode;
    }

    /// <summary>Counts what the storage handler has stored: it is called once the file is durable.</summary>
    private sealed class CountingHandler(ArchiveStoreHandler storage) : DicomRequestHandler
    {
        private int _received;

        public int Received => Volatile.Read(ref _received);

        public override ValueTask<Protocol.Content.ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            storage.OpenSinkAsync(exchange, cancellationToken);

        public override void Handle(InboundExchange exchange)
        {
            Interlocked.Increment(ref _received);
            storage.Handle(exchange);
        }
    }
}
