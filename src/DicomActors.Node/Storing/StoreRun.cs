using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;

namespace DicomActors.Node.Storing;

/// <summary>Sends files to a peer through its regular client.</summary>
internal sealed class StoreRun(NodeSystem node, Peer peer, FileCollection collection, StoreCounters counters, StoreOptions options)
{
    /// <summary>Sends everything that can be sent. Never throws for what the peer does: the report says it.</summary>
    public async Task<StoreReport> RunAsync(CancellationToken interrupted)
    {
        var report = new StoreReport(collection);
        if (collection.Files.Count == 0)
        {
            return report;
        }

        var clientPeer = ClientPeer.Create(node, peer, options.Retries, options.Associations);
        var configured = await node.Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(clientPeer.AtFirst), CancellationToken.None);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var files = StoreOrder.For(collection.Files);
        var sender = node.System.ActorOf(Props.Create(
            () => new StoreActor(configured.Client, clientPeer, files, report, counters, options.Accepted, done)));
        await using (interrupted.Register(() => sender.Tell(StoreActor.Interrupt.Instance)))
        {
            await done.Task;
        }

        report.Elapsed = counters.Elapsed;
        await (report.Stopped is null ? clientPeer.CloseAsync(node) : clientPeer.AbandonAsync(node));
        return report;
    }
}
