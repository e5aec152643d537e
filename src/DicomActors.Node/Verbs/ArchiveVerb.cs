using System.CommandLine;
using System.Globalization;
using Akka.Actor;
using DicomActors.Archive;
using DicomActors.Archive.Index;
using DicomActors.Archive.Storage;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Listening;
using DicomActors.Node.Output;

namespace DicomActors.Node.Verbs;

/// <summary><c>archive PORT --folder DIR</c>: receive, answer queries, send on and give back, commit to storage.</summary>
internal sealed class ArchiveVerb : VerbCommand
{
    private const string UsualTitle = "DICOMACTORS";

    private readonly ListenArguments _listen;
    private readonly Option<string> _folder = new("--folder") { Description = "Folder of the archive; made if it is not there.", HelpName = "DIR", Required = true };
    private readonly KnownPeers _peers;
    private readonly StorageArguments _storage;
    private readonly Option<bool> _json = JsonOutput.LinesOption();
    private readonly Option<bool> _rebuild = new("--rebuild-index") { Description = "Read every file of the folder and make the index anew, before anything is answered." };

    /// <summary>The verb.</summary>
    public ArchiveVerb()
        : base(
            "archive",
            "An archive in a folder: C-STORE, C-FIND, C-MOVE, C-GET, storage commitment and C-ECHO, until Ctrl-C.",
            "./dicomactors archive 11112 --folder images",
            "./dicomactors archive 11112 --folder images --called ARCHIVE --peer WORKSTATION=10.0.0.5:104 --peer PACS=pacs.example:11112",
            "./dicomactors archive 11112 --folder images --rebuild-index",
            "./dicomactors archive 0 --folder images --local --json")
    {
        Details =
        [
            "A sender is told Success when its instance is on the disk and queries find it. Files that were put into the folder by hand are found after --rebuild-index.",
            "The index is .index.sqlite in the folder; it can be made from the files at any time. After a crash it is compared with them at the next start.",
            "C-MOVE sends to the titles named by --peer only; others are answered that the destination is unknown (A801H).",
        ];
        _listen = new ListenArguments(this);
        Add(_folder);
        _peers = new KnownPeers(this);
        _storage = new StorageArguments(this, new ArchiveStorageOptions("."));
        Add(_rebuild);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var options = _storage.Read(arguments, Path.GetFullPath(arguments.GetRequiredValue(_folder)));
        await using var node = NodeSystem.Start(arguments);
        var asJson = arguments.GetValue(_json);
        node.System.ActorOf(Props.Create(() => new EventPrinter(EventPrinter.IsOfServer, asJson)), "events");
        await _peers.ConfigureAsync(node, arguments, _listen.ReadOwnTitle(arguments) ?? UsualTitle);
        var (archive, compared) = await OpenAsync(node, options, arguments.GetValue(_rebuild), interrupted);
        var listener = await NodeListener.StartAsync(node, _listen.ReadEndPoint(arguments), archive, _listen.ReadAcceptor(arguments));
        var holds = await archive.Index.CountAsync(interrupted);
        if (asJson)
        {
            WriteJson(listener.EndPoint.Port, holds, compared, options.Folder);
        }
        else
        {
            Tell(compared);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"listening on port {listener.EndPoint.Port}, {holds.Instances} instances of {holds.Studies} studies ({Figures.Size(holds.Bytes)}) in {options.Folder}. Ctrl-C ends it."));
        }

        await listener.RunAsync(interrupted);
        return ExitCode.Done;
    }

    private static async Task<(DicomArchive Archive, ReconcileResult Compared)> OpenAsync(NodeSystem node, ArchiveStorageOptions options, bool rebuilds, CancellationToken interrupted)
    {
        NodeListener.RequireFolder("--folder", options.Folder);
        try
        {
            var archive = await DicomArchive.StartAsync(node.System, new DicomArchiveOptions(options), new ComparisonLines(), interrupted);
            return (archive, rebuilds ? await archive.Index.RebuildAsync(options.Folder, new ComparisonLines(), interrupted) : archive.Reconciled);
        }
        catch (Exception problem) when (problem is ArchiveIndexException or IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"--folder {options.Folder}: {problem.Message}", problem);
        }
    }

    private static void Tell(ReconcileResult result)
    {
        if (result.WasNeeded && result.Files > 0)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"compared the index with {result.Files} files: {result.Added} instances added, {result.Removed} removed, {result.Unreadable.Count} files are none."));
        }
    }

    private static void WriteJson(int port, ArchiveCounts holds, ReconcileResult compared, string folder) => JsonOutput.WriteLine(json =>
    {
        json.WriteStartObject();
        json.WriteString("event", "listening");
        json.WriteNumber("port", port);
        json.WriteString("folder", folder);
        json.WriteNumber("studies", holds.Studies);
        json.WriteNumber("instances", holds.Instances);
        json.WriteNumber("bytes", holds.Bytes);
        json.WriteNumber("added", compared.Added);
        json.WriteNumber("removed", compared.Removed);
        json.WriteNumber("unreadable", compared.Unreadable.Count);
        json.WriteEndObject();
    });

    /// <summary>A line for every so many files: how many there are is known at the end.</summary>
    private sealed class ComparisonLines : IProgress<ReconcileProgress>
    {
        private const long FilesPerLine = 20_000;

        private long _next = FilesPerLine;

        public void Report(ReconcileProgress value)
        {
            if (value.Files >= _next)
            {
                _next = value.Files + FilesPerLine;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"comparing the index with the folder: {value.Files} files so far, {value.Read} of them read"));
            }
        }
    }
}
