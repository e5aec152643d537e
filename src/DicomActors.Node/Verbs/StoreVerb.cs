using System.CommandLine;
using System.Text.Json;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Outboxes;
using DicomActors.Node.Output;
using DicomActors.Node.Storing;

namespace DicomActors.Node.Verbs;

/// <summary><c>store HOST PORT PATH…</c>: send files and folders.</summary>
internal sealed class StoreVerb : VerbCommand
{
    private readonly PeerArguments _peer;
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Files, and folders with everything below them.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with exit code 2 if a file had to be skipped; without it skipped files are named and the exit code is that of the others." };
    private readonly Option<int?> _associations = Values.Number("--associations", "The most associations at once: 1 to 100, default 1. More are faster where the peer takes them.", 1, 100);
    private readonly Option<int?> _retries = Values.Number(
        "--retries", "How often a file is sent again, and how many failed associations in a row are tried again: 0 to 999, default 2.", 0, 999);
    private readonly Option<string?> _resume = new("--resume") { Description = "Write down in this file what the peer accepted, and leave out what is in it.", HelpName = "FILE" };
    private readonly Option<string?> _outbox = new("--outbox")
    {
        Description = "Queue the files in this database first, so that they survive the end of this program, then send what is in it. Without PATH: send what is left.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _retryParked = new("--retry-parked") { Description = "Try also what is parked in the outbox once more." };
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public StoreVerb()
        : base(
            "store",
            "Send DICOM files to a peer (C-STORE), in the transfer syntax they are in.",
            "./dicomactors store localhost 11112 image.dcm",
            "./dicomactors store pacs.example 104 ~/study --called PACS --calling WORKSTATION",
            "./dicomactors store localhost 11112 ~/study --strict --json",
            "./dicomactors store pacs.example 104 /archive --called PACS --associations 4 --retries 10 --resume sent.jsonl",
            "./dicomactors store pacs.example 104 ~/study --called PACS --outbox outbox.db",
            "./dicomactors store pacs.example 104 --called PACS --outbox outbox.db")
    {
        Details =
        [
            "Where the peer refuses the transfer syntax of an uncompressed file, it gets the same values in the other VR encoding.",
            "Files that are not DICOM are skipped and named, the others are sent; exit code 0, with --strict 2.",
            "A file the peer refuses is named, the others are sent; exit code 1.",
            "A lost association is opened again; what was under way is sent again, so that the peer may get a file twice. A peer that cannot be reached",
            "when it begins is not tried again, unless --retries says how often. After too many failures in a row it ends, with exit code 3.",
            "A file the peer has not answered for by then has that exit code too, or 4 for no answer in time.",
            "--resume FILE: the file holds a line for each file the peer accepted. A run that was cut short is continued by the same call; a file",
            "that was changed since is sent again, and each peer counts for itself. Lines are on the disk within a second: what a power failure",
            "takes along is sent again.",
            "--outbox FILE: the files stay where they are, the outbox holds their paths. What is queued is delivered at least once, by this call or a",
            "later one with the same peer and titles; ./dicomactors outbox FILE shows what is left. What the peer refuses, or what cannot be read any more, is parked, and tried again only with --retry-parked.",
        ];
        _peer = new PeerArguments(this, timeout: 300);
        Add(_paths);
        Add(_associations);
        Add(_retries);
        Add(_resume);
        Add(_outbox);
        Add(_retryParked);
        Add(_strict);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var peer = _peer.Read(arguments);
        var paths = arguments.GetValue(_paths) ?? [];
        if (arguments.GetValue(_outbox) is { } outbox)
        {
            return await DeliverAsync(arguments, peer, outbox, paths, interrupted);
        }

        var collection = paths.Length > 0
            ? await FileCollection.CollectAsync(paths, interrupted)
            : throw new VerbException(ExitCode.BadInput, $"{Name} needs PATH. See: dicomactors {Name} --help");
        using var accepted = arguments.GetValue(_resume) is { } path ? AcceptedFiles.Open(path, peer) : null;
        collection = accepted is null ? collection : collection.Without(accepted);
        var counters = new StoreCounters(collection.Files.Count, collection.Files.Sum(file => file.Length));
        await using var node = NodeSystem.Start(arguments);
        var options = ReadOptions(arguments) with { Accepted = accepted };
        var work = new StoreRun(node, peer, collection, counters, options).RunAsync(interrupted);
        // A bar redrawn between the lines of a dump would make neither readable.
        if (!arguments.GetValue(NodeCommand.Dump) && (!arguments.GetValue(_json) || Terminal.ShowsError))
        {
            await StoreProgress.ShowAsync(counters, work);
        }

        var report = await work;
        if (arguments.GetValue(_json))
        {
            JsonOutput.Write(json => Write(json, report, peer));
        }
        else
        {
            Tell(report, peer);
        }

        if (report.Stopped is { } stopped)
        {
            Say.Error(stopped.Message);
        }

        return report.ExitCodeFor(arguments.GetValue(_strict));
    }

    private async Task<int> DeliverAsync(ParseResult arguments, Peer peer, string outbox, string[] paths, CancellationToken interrupted)
    {
        if (arguments.GetValue(_resume) is not null)
        {
            throw new VerbException(ExitCode.BadInput, "--outbox and --resume are two ways to the same end: use one of them.");
        }

        var collection = paths.Length > 0 ? await FileCollection.CollectAsync(paths, interrupted) : null;
        await using var node = NodeSystem.Start(arguments);
        var run = new OutboxRun(node, peer, outbox, ReadOptions(arguments))
        {
            RetriesParked = arguments.GetValue(_retryParked),
            ShowsProgress = !arguments.GetValue(NodeCommand.Dump) && (!arguments.GetValue(_json) || Terminal.ShowsError),
        };
        var report = await run.RunAsync(collection, interrupted);
        report.Write(peer, outbox, arguments.GetValue(_json));
        if (report.Stopped is { } stopped)
        {
            Say.Error(stopped.Message);
        }

        return report.ExitCodeFor(arguments.GetValue(_strict));
    }

    private StoreOptions ReadOptions(ParseResult arguments) =>
        new() { Associations = arguments.GetValue(_associations) ?? 1, Retries = arguments.GetValue(_retries) };

    private static void Tell(StoreReport report, Peer peer)
    {
        foreach (var skipped in report.Skipped)
        {
            Say.Warning($"skipped {skipped.Path}: {skipped.Reason}");
        }

        foreach (var warning in report.Warnings)
        {
            Say.Warning($"{warning.Path}: {warning.Reason}");
        }

        foreach (var failed in report.Failed)
        {
            Say.Error($"{failed.Path} was not stored: {failed.Reason}");
        }

        // Where nothing came about, the reason says it all.
        if (report.Stopped is null || report.Stored > 0)
        {
            Console.Out.WriteLine(report.Summary(peer.ToString()));
        }
    }

    private static void Write(Utf8JsonWriter json, StoreReport report, Peer peer)
    {
        json.WriteStartObject();
        json.WriteString("peer", peer.ToString());
        json.WriteNumber("stored", report.Stored);
        json.WriteNumber("storedBefore", report.StoredBefore);
        json.WriteNumber("bytes", report.Bytes);
        json.WriteNumber("milliseconds", report.Elapsed.TotalMilliseconds);
        json.WriteNumber("bytesPerSecond", report.Elapsed > TimeSpan.Zero ? Math.Round(report.Bytes / report.Elapsed.TotalSeconds) : 0);
        json.WriteNumber("associations", report.Associations);
        json.WriteNumber("sentAgain", report.Retried);
        json.WriteNumber("notSent", report.Unsent);
        FileProblem.Write(json, "skipped", report.Skipped);
        FileProblem.Write(json, "warnings", report.Warnings);
        FileProblem.Write(json, "failed", report.Failed);
        if (report.Stopped is { } stopped)
        {
            json.WriteString("stopped", stopped.Message);
        }

        json.WriteEndObject();
    }
}
