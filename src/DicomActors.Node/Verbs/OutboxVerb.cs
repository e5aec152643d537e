using System.CommandLine;
using System.Globalization;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Outbox;

namespace DicomActors.Node.Verbs;

/// <summary><c>outbox FILE</c>: what waits in an outbox, and what is parked and why.</summary>
internal sealed class OutboxVerb : VerbCommand
{
    private const int Shown = 20;

    private readonly Argument<string> _file = new("FILE") { Description = "The database that store --outbox was given." };
    private readonly Option<bool> _discardParked = new("--discard-parked") { Description = "Forget what is parked, after showing it. The files stay." };
    private readonly Option<bool> _json = JsonOutput.Option();

    /// <summary>The verb.</summary>
    public OutboxVerb()
        : base(
            "outbox",
            "Show what an outbox of store holds, without delivering it.",
            "./dicomactors outbox outbox.db",
            "./dicomactors outbox outbox.db --json",
            "./dicomactors outbox outbox.db --discard-parked")
    {
        Details =
        [
            "An outbox that a running store delivers from cannot be shown: exit code 2, and the delivery is not disturbed.",
            "To deliver what waits: ./dicomactors store HOST PORT --outbox FILE; what is parked too: --retry-parked.",
        ];
        Add(_file);
        Add(_discardParked);
        Add(_json);
    }

    /// <inheritdoc />
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var path = arguments.GetRequiredValue(_file);
        var discards = arguments.GetValue(_discardParked);
        try
        {
            using var outbox = OutboxFile.Open(path);
            if (arguments.GetValue(_json))
            {
                WriteJson(outbox, discards);
            }
            else
            {
                Tell(outbox, path, discards);
            }

            if (discards)
            {
                outbox.DiscardParked();
            }
        }
        catch (OutboxException problem)
        {
            throw new VerbException(ExitCode.BadInput, problem.Message, problem);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static void Tell(OutboxFile outbox, string path, bool discards)
    {
        var backlog = outbox.ReadBacklog();
        if (backlog.Peers.Count == 0)
        {
            Console.Out.WriteLine($"{path} is empty.");
            return;
        }

        foreach (var peer in backlog.Peers)
        {
            var last = peer.LastError is { } error ? $"; the last problem: {error}" : "";
            Console.Out.WriteLine(SingleLine.Of(string.Create(
                CultureInfo.InvariantCulture, $"{peer.Peer}: {peer.Waiting} waiting, {peer.Parked} parked, the oldest since {peer.Oldest:u}{last}")));
        }

        foreach (var parked in outbox.ReadParked(Shown))
        {
            Console.Out.WriteLine(SingleLine.Of($"parked for {parked.Peer}: {parked.Path}: {parked.Message}"));
        }

        if (backlog.Parked > Shown)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {backlog.Parked - Shown} more, with --json all."));
        }

        if (discards && backlog.Parked > 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{backlog.Parked} parked discarded; the files are where they were."));
        }
    }

    private static void WriteJson(OutboxFile outbox, bool discards) => JsonOutput.Write(json =>
    {
        var backlog = outbox.ReadBacklog();
        json.WriteStartObject();
        json.WriteNumber("waiting", backlog.Waiting);
        json.WriteNumber("parked", backlog.Parked);
        json.WriteNumber("discarded", discards ? backlog.Parked : 0);
        json.WriteStartArray("peers");
        foreach (var peer in backlog.Peers)
        {
            json.WriteStartObject();
            json.WriteString("peer", peer.Peer);
            json.WriteNumber("waiting", peer.Waiting);
            json.WriteNumber("parked", peer.Parked);
            json.WriteString("oldest", peer.Oldest);
            if (peer.LastError is { } error)
            {
                json.WriteString("lastProblem", error);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("parkedEntries");
        foreach (var parked in outbox.ReadParked())
        {
            json.WriteStartObject();
            json.WriteString("peer", parked.Peer);
            json.WriteString("file", parked.Path);
            json.WriteString("reason", parked.Message);
            json.WriteString("since", parked.EnqueuedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
