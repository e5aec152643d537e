using System.CommandLine;
using System.Text.Json;
using Akka.Actor;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Storing;

namespace DicomActors.Node.Verbs;

/// <summary><c>store HOST PORT PATH…</c>: send files and folders.</summary>
internal sealed class StoreVerb : VerbCommand
{
    private readonly PeerArguments _peer;
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Files, and folders with everything below them.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _strict = new("--strict") { Description = "End with exit code 2 if a file had to be skipped; without it skipped files are named and the exit code is that of the others." };
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public StoreVerb()
        : base(
            "store",
            "Send DICOM files to a peer (C-STORE), in the transfer syntax they are in.",
            "./dicomactors store localhost 11112 image.dcm",
            "./dicomactors store pacs.example 104 ~/study --called PACS --calling WORKSTATION",
            "./dicomactors store localhost 11112 ~/study --strict --json")
    {
        Details =
        [
            "Files that are not DICOM are skipped and named, the others are sent; exit code 0, with --strict 2.",
            "A file the peer refuses is named, the others are sent; exit code 1.",
            "A lost association ends it; exit code 3. What was stored until then stays stored.",
        ];
        _peer = new PeerArguments(this, timeout: 300);
        Add(_paths);
        Add(_strict);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var peer = _peer.Read(arguments);
        var collection = await FileCollection.CollectAsync(arguments.GetRequiredValue(_paths), interrupted);
        var counters = new StoreCounters(collection.Files.Count, collection.Files.Sum(file => file.Length));
        await using var node = NodeSystem.Start(arguments);
        node.System.ActorOf(Props.Create(() => new ProgressWatcher(counters)), "progress");

        var work = new StoreRun(node, peer, collection, counters).RunAsync(interrupted);
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
        json.WriteNumber("bytes", report.Bytes);
        json.WriteNumber("milliseconds", report.Elapsed.TotalMilliseconds);
        json.WriteNumber("notSent", report.Unsent);
        Write(json, "skipped", report.Skipped);
        Write(json, "warnings", report.Warnings);
        Write(json, "failed", report.Failed);
        if (report.Stopped is { } stopped)
        {
            json.WriteString("stopped", stopped.Message);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<FileProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("file", problem.Path);
            json.WriteString("reason", problem.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
