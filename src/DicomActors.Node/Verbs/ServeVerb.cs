using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using DicomActors.Configuration;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Diagnostics;
using DicomActors.Node.Logging;
using DicomActors.Node.Output;
using DicomActors.Node.Serving;
using Serilog;
using Serilog.Extensions.Logging;

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
            "SIGHUP reads the configuration again: peers and limits change without a restart. What needs one is listed; a file with an error changes nothing.",
            "Environment variables override the file: DICOM_ACTORS__LISTENER__PORT=104 is dicom-actors.listener.port = 104.",
            "Settings, with defaults, ranges and risks: docs/configuration.md.",
        ];
        Add(_config);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var files = arguments.GetValue(_config) ?? [];
        var log = LogArguments.Read(arguments, ConfigurationSource.ReadLogging(files, EnvironmentOverrides.OfProcess()));
        NodeLog.Start(log);
        try
        {
            using var loggers = new SerilogLoggerFactory(Log.Logger);
            using var recording = TrafficRecording.Start(arguments);
            var source = new ConfigurationSource(files, EnvironmentOverrides.OfProcess())
            {
                ActorSettings = NodeLog.ActorSettings(log),
                Logger = loggers.CreateLogger("DicomService"),
                Inspector = recording.Inspector,
            };
            await using var node = await ServedNode.StartAsync(source, interrupted);
            Tell(node, source);
            await ServeAsync(node, interrupted);
        }
        finally
        {
            await NodeLog.FlushAsync();
        }

        return ExitCode.Done;
    }

    /// <summary>Until the user ends it; SIGHUP reads the configuration again.</summary>
    private static async Task ServeAsync(ServedNode node, CancellationToken interrupted)
    {
        // One that waits is enough: it reads what is there by then.
        var reloads = Channel.CreateBounded<PosixSignal>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var registration = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            reloads.Writer.TryWrite(signal.Signal);
        });
        try
        {
            await foreach (var _ in reloads.Reader.ReadAllAsync(interrupted))
            {
                await ReloadAsync(node, interrupted);
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            Console.Out.WriteLine("ending: what is under way is finished.");
        }
    }

    private static async Task ReloadAsync(ServedNode node, CancellationToken interrupted)
    {
        try
        {
            var report = await node.ReloadAsync(interrupted);
            Console.Out.WriteLine($"reloaded: {(report.Applied.Count == 0 ? "nothing to apply" : string.Join("; ", report.Applied))}.");
            if (report.NeedsRestart.Count > 0)
            {
                Say.Warning($"counts only after a restart: {string.Join(", ", report.NeedsRestart)}");
            }
        }
        catch (VerbException problem)
        {
            Say.Error($"not reloaded, nothing was changed: {problem.Message}");
        }
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
}
