using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Verbs;

/// <summary><c>connections abort ID</c>: end the association of one connection at once.</summary>
internal sealed class ConnectionAbortVerb : VerbCommand
{
    private readonly NodeArguments _node;
    private readonly Argument<long> _id = new("ID") { Description = "The connection, by the number that connections shows." };
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public ConnectionAbortVerb()
        : base(
            "abort",
            "Abort the association of a connection (A-ABORT) and close it. What is under way on it fails.",
            "./dicomactors connections abort 17",
            "./dicomactors connections abort 17 --json")
    {
        _id.CustomParser = Parse;
        Add(_id);
        _node = new NodeArguments(this);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        var id = arguments.GetRequiredValue(_id).ToString(CultureInfo.InvariantCulture);
        return await NodeAction.RunAsync(node, $"api/connections/{id}/abort", null, arguments.GetValue(_json), interrupted);
    }

    private static long Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return id;
        }

        result.AddError($"'{text}' is not a connection: must be a number as connections shows it.");
        return 0;
    }
}
