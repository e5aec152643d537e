using System.CommandLine;
using DicomActors.Clients;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Verbs;

/// <summary><c>echo HOST PORT</c>: is the peer there, and does it speak DICOM?</summary>
internal sealed class EchoVerb : VerbCommand
{
    private readonly PeerArguments _peer;
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public EchoVerb()
        : base(
            "echo",
            "Ask a peer whether it is there and speaks DICOM (C-ECHO).",
            "./dicomactors echo localhost 11112",
            "./dicomactors echo pacs.example 104 --called PACS --calling WORKSTATION",
            "./dicomactors echo localhost 11112 --dump",
            "./dicomactors echo localhost 11112 --json")
    {
        _peer = new PeerArguments(this, timeout: 30);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var peer = _peer.Read(arguments);
        await using var node = NodeSystem.Start(arguments);
        // What is asked is whether the peer is there now: once.
        var (ended, elapsed) = await new PeerRequest(node, ClientPeer.Create(node, peer, retries: 0)).SendAsync(new Enqueue(new CEchoRequest()), interrupted);
        var status = ended.Response!.Status;

        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("peer", peer.ToString());
                json.WriteNumber("status", status.Code);
                json.WriteString("meaning", status.ToString());
                json.WriteNumber("milliseconds", elapsed.TotalMilliseconds);
                json.WriteEndObject();
            });
        }
        else
        {
            Console.Out.WriteLine($"{peer} answered: {status}, in {Figures.Time(elapsed)}.");
        }

        return status.IsSuccessOrWarning ? ExitCode.Done : ExitCode.PeerFailed;
    }
}
