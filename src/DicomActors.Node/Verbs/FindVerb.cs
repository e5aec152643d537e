using System.CommandLine;
using DicomActors.Connections;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Finding;
using DicomActors.Node.Output;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

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
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var peer = _peer.Read(arguments);
        var model = QueryModel.All.Single(model => model.Name == arguments.GetRequiredValue(_model));
        var query = Query.Parse(model, arguments.GetValue(_level), arguments.GetValue(_keys) ?? []);
        await using var node = NodeSystem.Start(arguments);
        var result = await AskAsync(node, peer, query, arguments.GetValue(_limit), interrupted);

        if (arguments.GetValue(_json))
        {
            WriteJson(result.Matches);
        }
        else
        {
            MatchTable.Write(query.Columns, result.Matches);
        }

        return Judge(result, peer);
    }

    private static async Task<CFindResult> AskAsync(NodeSystem node, Peer peer, Query query, int? limit, CancellationToken interrupted)
    {
        var proposal = peer.Propose().WithContext(query.Model.SopClass, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian);
        await using var session = await PeerSession.OpenAsync(node, peer, proposal, interrupted);
        if (session.Association.FindContext(query.Model.SopClass)?.AcceptedTransferSyntax is not { } transferSyntax)
        {
            await session.ReleaseAsync(interrupted);
            throw new VerbException(ExitCode.PeerFailed, $"{peer} does not offer {query.Model.SopClass.Name}. Another one may: --model {string.Join("|", QueryModel.All.Select(model => model.Name))}");
        }

        try
        {
            var request = new Converse(new CFindRequest(query.Model.SopClass, query.Encode(transferSyntax))) { MaximumMatches = limit };
            var result = await session.ConverseAsync<CFindResult>(request, interrupted);
            await session.ReleaseAsync(interrupted);
            return result;
        }
        catch (DicomConnectionException problem)
        {
            throw PeerProblem.Explain(problem, peer);
        }
    }

    private static int Judge(CFindResult result, Peer peer)
    {
        if (result.LimitReached)
        {
            Say.Warning($"only the first {Figures.Count(result.Matches.Count, "match")} were asked for, there may be more.");
            return ExitCode.Done;
        }

        if (result.Status.IsSuccessOrWarning)
        {
            Console.Error.WriteLine(result.Matches.Count == 1 ? "1 match." : $"{result.Matches.Count} matches.");
            return ExitCode.Done;
        }

        var comment = result.Response.ErrorComment is { Length: > 0 } text ? $" ({text})" : "";
        Say.Error($"{peer} answered: {result.Status}{comment}.");
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
