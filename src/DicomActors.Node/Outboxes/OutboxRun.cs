using System.Diagnostics;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Storing;
using DicomActors.Outbox;

namespace DicomActors.Node.Outboxes;

/// <summary>Puts files into an outbox, then delivers what is in it for a peer.</summary>
internal sealed class OutboxRun(NodeSystem node, Peer peer, string outbox, StoreOptions options)
{
    /// <summary>Whether what is parked is tried once more.</summary>
    public bool RetriesParked { get; init; }

    /// <summary>Whether to show how far it has come.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Entries that share a flush of the disk.</summary>
    private const int Batch = 256;

    /// <summary>Does it.</summary>
    /// <exception cref="VerbException">The outbox cannot be used.</exception>
    public async Task<OutboxReport> RunAsync(FileCollection? collection, CancellationToken interrupted)
    {
        var started = Stopwatch.GetTimestamp();
        var report = new OutboxReport { Skipped = collection?.Skipped ?? [] };
        var clientPeer = ClientPeer.Create(node, peer, options.Retries, options.Associations);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counters = new OutboxCounters();

        // What cannot be delivered now is tried again by the next call, not by this one.
        var settings = new OutboxOptions(outbox) { RetryAfter = TimeSpan.FromDays(1) };

        // Delivered is once everything is queued: until then the client is paused.
        var client = (await node.Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(clientPeer.AtFirst), interrupted)).Client;
        client.Tell(PausePeer.Instance);
        var watcher = node.System.ActorOf(Props.Create(() => new OutboxWatcher(clientPeer, settings, report, counters, done)));
        try
        {
            await UnlessOverAsync(QueueAsync(watcher, clientPeer.AtFirst.Name, collection, report, interrupted));
            var asked = watcher.Ask<Backlog>(RetriesParked ? RetryParked.Instance : GetBacklog.Instance, interrupted);
            await UnlessOverAsync(asked);
            var backlog = await asked;
            var waiting = backlog.Peers.FirstOrDefault(entry => entry.Peer == clientPeer.AtFirst.Name)?.Waiting ?? 0;
            watcher.Tell(new OutboxWatcher.Expect(waiting));
            client.Tell(ResumePeer.Instance);
            await using (interrupted.Register(() => watcher.Tell(OutboxWatcher.Interrupt.Instance)))
            {
                await (ShowsProgress ? OutboxProgress.ShowAsync(counters, done.Task) : done.Task);
            }

            // The outbox actor has ended by now, with the actor that ran it.
            using var file = OutboxFile.Open(outbox);
            report.Backlog = file.ReadBacklog();
        }
        catch (OutboxException problem)
        {
            throw new VerbException(ExitCode.BadInput, $"--outbox: {problem.Message}", problem);
        }
        await (report.Stopped is null ? clientPeer.CloseAsync(node) : clientPeer.AbandonAsync(node));
        report.Elapsed = Stopwatch.GetElapsedTime(started);
        return report;

        // An actor that has ended answers nothing.
        async Task UnlessOverAsync(Task answer)
        {
            if (await Task.WhenAny(answer, done.Task) != answer)
            {
                throw report.Stopped!;
            }

            await answer;
        }
    }

    private static async Task QueueAsync(IActorRef keeper, string name, FileCollection? collection, OutboxReport report, CancellationToken interrupted)
    {
        if (collection is null)
        {
            return;
        }

        foreach (var batch in StoreOrder.For(collection.Files).Chunk(Batch))
        {
            await Task.WhenAll(batch.Select(file => keeper.Ask<DurablyEnqueued>(new EnqueueDurably(name, file.Path), interrupted)));
            report.Queued += batch.Length;
        }

        await Console.Error.WriteLineAsync($"{Figures.Count(report.Queued, "file")} queued.");
    }
}
