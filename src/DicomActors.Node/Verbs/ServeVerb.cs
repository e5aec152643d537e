using System.CommandLine;
using System.Globalization;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Logging;
using DicomActors.Node.Serving;

namespace DicomActors.Node.Verbs;

/// <summary><c>serve [--config FILE]</c>: a node that runs until it is told to end.</summary>
internal sealed class ServeVerb : VerbCommand
{
    private readonly Option<string[]> _config = new("--config")
    {
        Description = "HOCON file with the settings; given more than once, what a later one says wins. Default: no file, a listener and a dashboard for this machine only.",
        HelpName = "FILE",
    };

    /// <summary>The verb.</summary>
    public ServeVerb()
        : base(
            "serve",
            "A node: listeners, peers, archive, dashboard, health and metrics, as a configuration file says, until Ctrl-C.",
            "./dicomactors serve",
            "./dicomactors serve --config hocon/node.conf",
            "./dicomactors serve --config hocon/node.conf --config hocon/peers.conf")
    {
        Details =
        [
            "Ctrl-C and SIGTERM end it in good order: what is under way is finished, and the exit code is 0.",
            "Settings, with defaults, ranges and risks: docs/configuration.md.",
        ];
        Add(_config);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var source = new ConfigurationSource(arguments.GetValue(_config) ?? []);
        NodeLog.Start(arguments.GetValue(NodeCommand.Verbose));
        try
        {
            await using var node = await ServedNode.StartAsync(source.Read(), interrupted);
            Tell(node, source);
            await EndedAsync(interrupted);
        }
        finally
        {
            await NodeLog.FlushAsync();
        }

        return ExitCode.Done;
    }

    private static void Tell(ServedNode node, ConfigurationSource source)
    {
        foreach (var (name, endPoints) in node.EndPoints)
        {
            foreach (var endPoint in endPoints)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"listening on port {endPoint.Port} of {endPoint.Address}, listener {name}."));
            }
        }

        if (node.Archive is { } archive)
        {
            Console.Out.WriteLine($"archive in {archive.Options.Storage.Folder}.");
        }

        if (node.HttpAddress is { } address)
        {
            Console.Out.WriteLine($"dashboard on {address}");
        }

        Console.Out.WriteLine(source.IsWithoutFile ? "No --config: for this machine only. Ctrl-C ends it." : "Ctrl-C ends it.");
    }

    private static async Task EndedAsync(CancellationToken interrupted)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (interrupted.Register(over.SetResult))
        {
            await over.Task;
        }
    }
}
