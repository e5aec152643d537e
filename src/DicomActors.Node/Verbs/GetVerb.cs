using System.Collections.Concurrent;
using System.CommandLine;
using DicomActors.Archive.Storage;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Listening;
using DicomActors.Node.Output;
using DicomActors.Node.Retrieving;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Verbs;

/// <summary><c>get HOST PORT --out FOLDER key=value…</c>: fetch instances on the same association.</summary>
internal sealed class GetVerb : VerbCommand
{
    private readonly PeerArguments _peer;
    private readonly RetrieveKeys _keys;
    private readonly Option<string> _out = new("--out") { Description = "Folder for what is received; made if it is not there.", HelpName = "DIR", Required = true };
    private readonly Option<int?> _retries = RetrieveKeys.Retries();
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
            "The usual storage classes are offered to the peer, uncompressed and in the usual compressed transfer syntaxes: what it has compressed it",
            "sends as it is, and it is filed so; where the peer does not take part in that, it decompresses, or counts as failed.",
            "Instances that failed are named as far as the peer lists them; exit code 1.",
            RetrieveKeys.AboutRetries,
        ];
        _peer = new PeerArguments(this, timeout: 300);
        _keys = new RetrieveKeys(this);
        Add(_out);
        Add(_retries);
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
        var retries = arguments.GetValue(_retries);
        var clientPeer = ClientPeer.Create(node, peer, retries).With(new AdvancedDicomClientConnectionRequestHandlers { OnCStoreRequest = handler });
        var retrieval = new Retrieval(node, clientPeer)
        {
            ShowsProgress = !arguments.GetValue(NodeCommand.Dump),
            IsRepeatable = retries > 0,
        };
        var request = new CGetRequest(query.Model.GetSopClass, query.Encode(TransferSyntax.ExplicitVRLittleEndian));
        var report = RetrieveReport.Of(await retrieval.RunAsync(request, interrupted)) with { Received = handler.Received };
        report.Write(peer, $"received in {folder}", arguments.GetValue(_json));
        return report.ExitCode;
    }

    /// <summary>Counts what the storage handler has stored: it is called once the file is durable. What came twice counts once.</summary>
    private sealed class CountingHandler(ArchiveStoreHandler storage) : DicomRequestHandler
    {
        private readonly ConcurrentDictionary<Uid, bool> _received = [];

        public int Received => _received.Count;

        public override ValueTask<Protocol.Content.ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            storage.OpenSinkAsync(exchange, cancellationToken);

        public override void Handle(InboundExchange exchange)
        {
            _received[((CStoreRequest)exchange.Request).Content.SopInstanceUid] = true;
            storage.Handle(exchange);
        }
    }
}
