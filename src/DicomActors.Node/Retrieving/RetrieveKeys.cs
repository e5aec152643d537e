using System.CommandLine;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Finding;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Retrieving;

/// <summary>What to retrieve: the arguments and options that <c>move</c> and <c>get</c> share.</summary>
internal sealed class RetrieveKeys
{
    /// <summary>The unique key of each level (PS3.4 C.6.1.1, C.6.2.1), the most specific first.</summary>
    private static readonly (string Level, DicomTag Key)[] UniqueKeys =
    [
        ("image", DicomTag.SopInstanceUid), ("series", DicomTag.SeriesInstanceUid), ("study", DicomTag.StudyInstanceUid), ("patient", DicomTag.PatientId),
    ];

    private readonly Argument<string[]> _keys = new("KEY")
    {
        Description = "The unique keys, as StudyInstanceUID=1.2.3; for a series or an image those of the levels above too.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _model = new("--model") { Description = "Where the hierarchy begins: with studies or with patients.", DefaultValueFactory = _ => QueryModel.Study.Name };
    private readonly Option<string?> _level = new("--level") { Description = "What the keys name. Default: the lowest level that has its key." };

    /// <summary>What <c>--retries</c> means, for the help.</summary>
    public const string AboutRetries =
        "What the peer may have begun to do is asked again only with --retries: it then begins anew. What it has never got is tried again twice without.";

    /// <summary>The option that says how often.</summary>
    public static Option<int?> Retries() => Values.Number(
        "--retries", "How often it is asked again, also when the peer had begun, and how many failed associations in a row are tried again: 0 to 999.", 0, 999);

    /// <summary>Adds them to a verb.</summary>
    public RetrieveKeys(Command verb)
    {
        _model.AcceptOnlyFromAmong(QueryModel.Study.Name, QueryModel.Patient.Name);
        _level.AcceptOnlyFromAmong("patient", "study", "series", "image");
        verb.Add(_keys);
        verb.Add(_model);
        verb.Add(_level);
    }

    /// <summary>The values of one call.</summary>
    /// <exception cref="VerbException">A key is none, or that of the level is missing: the peer would send everything it has, or refuse.</exception>
    public Query Read(ParseResult arguments)
    {
        var model = QueryModel.All.Single(model => model.Name == arguments.GetRequiredValue(_model));
        var keys = arguments.GetRequiredValue(_keys);
        var given = keys.Select(static key => key.Split('=', 2)).Where(static key => key is [_, { Length: > 0 }])
            .Select(static key => AttributePath.TryParse(key[0], out var path, out _) && path is { Items: [] } ? path.Tag : default).ToHashSet();
        var level = arguments.GetValue(_level) ?? UniqueKeys.FirstOrDefault(unique => given.Contains(unique.Key)).Level ?? "study";
        var query = Query.Of(model, level, keys);
        var needed = UniqueKeys.Single(unique => unique.Level == level).Key;
        return given.Contains(needed)
            ? query
            : throw new VerbException(ExitCode.BadInput, $"the key of the {level} level is missing: {needed.Keyword}=… (./dicomactors find shows it).");
    }
}
