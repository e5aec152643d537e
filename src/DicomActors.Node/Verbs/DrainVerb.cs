using System.CommandLine;
using System.Globalization;
using DicomActors.Dashboard.Api;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Verbs;

/// <summary><c>drain</c>: let a running node finish and take nothing new.</summary>
internal sealed class DrainVerb : VerbCommand
{
    private const string Path = "api/drain";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly NodeArguments _node;
    private readonly Option<double?> _grace = Grace();
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Do not wait until nothing is left." };
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public DrainVerb()
        : base(
            "drain",
            "Let a running node take no new connections, finish what it does, and abort what is left.",
            "./dicomactors drain",
            "./dicomactors drain --grace 120",
            "./dicomactors drain --no-wait --json")
    {
        Details =
        [
            NodeArguments.AboutNode,
            "It waits until nothing is left, and tells what had to be aborted; Ctrl-C ends the waiting, not the draining. The node stays up, and is",
            "to be stopped or started again by whoever runs it.",
        ];
        _node = new NodeArguments(this);
        Add(_grace);
        Add(_noWait);
        Add(_json);
    }

    /// <summary>The option that says how long what is under way may take.</summary>
    public static Option<double?> Grace()
    {
        var option = new Option<double?>("--grace")
        {
            Description = "How long what is under way may take before it is aborted: 0 to 3600. Default: as the node is configured.", HelpName = "SECONDS",
        };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= DrainOrder.LongestGraceSeconds)
            {
                return seconds;
            }

            result.AddError($"--grace '{text}': must be a number of seconds, 0 to {DrainOrder.LongestGraceSeconds}.");
            return null;
        };
        return option;
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var node = _node.Connect(arguments);
        var order = new DrainOrder(arguments.GetValue(_grace));
        var asJson = arguments.GetValue(_json);
        if (arguments.GetValue(_noWait))
        {
            return await NodeAction.RunAsync(node, Path, order, asJson, interrupted);
        }

        var taken = await NodeAction.SendAsync(node, Path, order, interrupted);
        if (!asJson)
        {
            await Console.Error.WriteLineAsync(SingleLine.Of(taken.Message));
        }

        var drained = await DrainedAsync(node, interrupted);
        if (asJson)
        {
            JsonOutput.Write(drained, DashboardJson.Default.DrainReport);
        }
        else
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"drained: {Figures.Count(drained.Connections, "connection")}, {drained.Aborted} of them aborted; {Figures.Count(drained.FailedRequests, "queued request")} failed."));
        }

        return ExitCode.Done;
    }

    private static async Task<DrainReport> DrainedAsync(NodeClient node, CancellationToken interrupted)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        while (true)
        {
            if ((await node.GetAsync("api/status", DashboardJson.Default.NodeStatus, interrupted)).Drained is { } drained)
            {
                return drained;
            }

            await timer.WaitForNextTickAsync(interrupted);
        }
    }
}
