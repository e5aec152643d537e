using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Actors;

/// <summary>One request to a peer, through its regular client.</summary>
/// <param name="node">Where it runs.</param>
/// <param name="peer">Whom it is asked of.</param>
internal sealed class PeerRequest(NodeSystem node, ClientPeer peer)
{
    /// <summary>Told each pending response; null: nobody.</summary>
    public Action<DimseResponse>? OnPending { get; init; }

    /// <summary>Sends it, ends the association in good order, and returns what came of it.</summary>
    /// <exception cref="VerbException">The peer does not offer the service, or there was no final response.</exception>
    public async Task<PeerAnswer> SendAsync(Enqueue command, CancellationToken interrupted)
    {
        var client = (await node.Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(peer.AtFirst), interrupted)).Client;
        var done = new TaskCompletionSource<PeerAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        node.System.ActorOf(Props.Create(() => new PeerRequestActor(client, peer, command, OnPending, done)));
        PeerAnswer answer;
        try
        {
            answer = await done.Task.WaitAsync(interrupted);
        }
        catch (OperationCanceledException)
        {
            await peer.AbandonAsync(node);
            throw;
        }

        await peer.CloseAsync(node);
        return answer.Ended.Response is null ? throw PeerProblem.Explain(answer.Ended, peer.Peer) : answer;
    }
}
