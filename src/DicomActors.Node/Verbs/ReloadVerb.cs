using System.CommandLine;
using DicomActors.Dashboard.Api;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Verbs;

/// <summary><c>reload</c>: let a running node read its configuration again.</summary>
internal sealed class ReloadVerb : VerbCommand
{
    private readonly NodeArguments _node;
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public ReloadVerb()
        : base(
            "reload",
            "Let a running node read its configuration again: peers and limits change without a restart.",
            "./dicomactors reload",
            "./dicomactors reload --node https://node.example:11180 --token-file token.txt --json")
    {
        Details = [NodeArguments.AboutNode, "A configuration with a fault changes nothing; the fault is told, exit code 1."];
        _node = new NodeArguments(this);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        var report = await node.PostAsync("api/reload", null, DashboardJson.Default.ReloadReport, interrupted);
        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(report, DashboardJson.Default.ReloadReport);
            return ExitCode.Done;
        }

        foreach (var applied in report.Applied)
        {
            Console.Out.WriteLine(SingleLine.Of(applied));
        }

        if (report.Applied.Count == 0)
        {
            Console.Out.WriteLine("nothing has changed that can be changed now.");
        }

        foreach (var setting in report.NeedsRestart)
        {
            Say.Warning($"{setting} counts only after a restart.");
        }

        return ExitCode.Done;
    }
}
