using DicomActors.Clients;
using DicomActors.Node.Actors;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Retrieving;

/// <summary>One C-MOVE or C-GET.</summary>
/// <param name="node">Where it runs.</param>
/// <param name="peer">Whom it is asked of.</param>
internal sealed class Retrieval(NodeSystem node, ClientPeer peer)
{
    /// <summary>Whether to show how far it has come.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Whether the peer may get the request twice.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Does it.</summary>
    /// <exception cref="VerbException">The peer does not offer the service, or there was no final response.</exception>
    public async Task<PeerAnswer> RunAsync(DimseRequest request, CancellationToken interrupted)
    {
        var counters = new RetrieveCounters();
        var work = new PeerRequest(node, peer) { OnPending = counters.Take }
            .SendAsync(new Enqueue(request) { Repeatable = IsRepeatable }, interrupted);
        if (ShowsProgress)
        {
            await RetrieveProgress.ShowAsync(counters, work);
        }

        return await work;
    }
}
