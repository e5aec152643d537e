using System.CommandLine;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

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
        var proposal = peer.Propose().WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRLittleEndian);
        await using var session = await PeerSession.OpenAsync(node, peer, proposal, interrupted);
        var result = await session.AskAsync<CEchoResult>(new CEchoRequest(), interrupted);
        await session.ReleaseAsync(interrupted);

        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("peer", peer.ToString());
                json.WriteNumber("status", result.Status.Code);
                json.WriteString("meaning", result.Status.ToString());
                json.WriteNumber("milliseconds", result.Elapsed.TotalMilliseconds);
                json.WriteEndObject();
            });
        }
        else
        {
            Console.Out.WriteLine($"{peer} answered: {result.Status}, in {Figures.Time(result.Elapsed)}.");
        }

        return result.Status.IsSuccessOrWarning ? ExitCode.Done : ExitCode.PeerFailed;
    }
}
