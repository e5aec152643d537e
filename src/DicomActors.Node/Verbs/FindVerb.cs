using System.CommandLine;
using DicomActors.Clients;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Finding;
using DicomActors.Node.Output;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Verbs;

/// <summary><c>find HOST PORT key=value…</c>: query a peer.</summary>
internal sealed class FindVerb : VerbCommand
{
    private readonly PeerArguments _peer;
    private readonly Argument<string[]> _keys = new("KEY")
    {
        Description = "Attribute and value, as PatientName=DOE* or 0010,0020=42; without a value it is only returned. Inside a sequence: ScheduledProcedureStepSequence.Modality=CT",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _model = new("--model") { Description = "What to query: studies, patients or the worklist.", DefaultValueFactory = _ => QueryModel.Study.Name };
    private readonly Option<string?> _level = new("--level") { Description = "Level of the answers. Default: study." };
    private readonly Option<int?> _limit = new("--limit") { Description = "Cancel the query after so many matches.", HelpName = "NUMBER" };
    private readonly Option<int?> _retries = Values.Number(
        "--retries", "How often the query is asked again, and how many failed associations in a row are tried again: 0 to 999, default 2.", 0, 999);
    private readonly Option<bool> _json = new("--json") { Description = "Write the matches as a JSON array in the DICOM JSON model (PS3.18 F)." };

    /// <summary>The verb.</summary>
    public FindVerb()
        : base(
            "find",
            "Query a peer (C-FIND).",
            "./dicomactors find localhost 11112 PatientName=DOE*",
            "./dicomactors find pacs.example 104 --called PACS StudyDate=20240101-20241231 ModalitiesInStudy=CT",
            "./dicomactors find pacs.example 104 --called PACS --level series StudyInstanceUID=1.2.3 --json",
            "./dicomactors find ris.example 104 --model worklist ScheduledProcedureStepSequence.Modality=MR")
    {
        Details =
        [
            "A query is asked again when its association is lost, when no answer comes in time, and when the peer is out of resources for now.",
            "A peer that cannot be reached when it begins is not tried again, unless --retries says how often.",
        ];
        _peer = new PeerArguments(this, timeout: 60);
        _model.AcceptOnlyFromAmong([.. QueryModel.All.Select(model => model.Name)]);
        _level.AcceptOnlyFromAmong("patient", "study", "series", "image");
        _limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var limit) && limit < 1)
            {
                result.AddError($"--limit {limit}: must be 1 or more.");
            }
        });
        Add(_keys);
        Add(_model);
        Add(_level);
        Add(_limit);
        Add(_retries);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var peer = _peer.Read(arguments);
        var model = QueryModel.All.Single(model => model.Name == arguments.GetRequiredValue(_model));
        var query = Query.Parse(model, arguments.GetValue(_level), arguments.GetValue(_keys) ?? []);
        await using var node = NodeSystem.Start(arguments);
        var limit = arguments.GetValue(_limit);
        var command = new Enqueue(new CFindRequest(query.Model.SopClass, query.Encode(TransferSyntax.ExplicitVRLittleEndian))) { MaximumMatches = limit };
        var (ended, _) = await new PeerRequest(node, ClientPeer.Create(node, peer, arguments.GetValue(_retries))).SendAsync(command, interrupted);

        if (arguments.GetValue(_json))
        {
            WriteJson(ended.Matches);
        }
        else
        {
            MatchTable.Write(query.Columns, ended.Matches);
        }

        return ended.Matches.Count >= limit ? TellOfLimit(limit.Value) : Judge(ended.Response!, ended.Matches.Count, peer);
    }

    private static int TellOfLimit(int limit)
    {
        Say.Warning(limit == 1 ? "only the first match was asked for, there may be more." : $"only the first {limit} matches were asked for, there may be more.");
        return ExitCode.Done;
    }

    private static int Judge(DimseResponse response, int matches, Peer peer)
    {
        if (response.Status.IsSuccessOrWarning)
        {
            Console.Error.WriteLine(matches == 1 ? "1 match." : $"{matches} matches.");
            return ExitCode.Done;
        }

        var comment = response.ErrorComment is { Length: > 0 } text ? $" ({text})" : "";
        Say.Error($"{peer} answered: {response.Status}{comment}.");
        return ExitCode.PeerFailed;
    }

    private static void WriteJson(IReadOnlyList<EncodedDataset> matches) => JsonOutput.Write(json =>
    {
        json.WriteStartArray();
        foreach (var match in matches)
        {
            if (DicomJson.Write(json, match) is { } fault)
            {
                Say.Warning($"a match is damaged and shown up to the damage: {fault.Message}");
            }
        }

        json.WriteEndArray();
    });
}
