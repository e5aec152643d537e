using System.Net;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Hosting;

/// <summary>C-ECHO through the regular client, from code that is no actor.</summary>
internal static class EchoExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes the peer known as <c>peer</c> and sends it a C-ECHO.</summary>
    public static async Task<TicketEnded> EchoAsync(this ActorSystem system, IPEndPoint endPoint)
    {
        var peer = new DicomPeer("peer", new TcpConnector(endPoint.Address.ToString(), endPoint.Port), "SCU", "SCP");
        await Dicom.Get(system).Peers.Ask<PeerConfigured>(new ConfigurePeer(peer), Patience);
        return await system.EnqueueEchoAsync("peer");
    }

    public static Task<TicketEnded> EnqueueEchoAsync(this ActorSystem system, string peer)
    {
        var ended = new TaskCompletionSource<TicketEnded>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new Asker(Dicom.Get(system).Peers, peer, ended)));
        return ended.Task.WaitAsync(Patience);
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(IActorRef peers, string peer, TaskCompletionSource<TicketEnded> ended)
        {
            Receive<Enqueued>(static _ => { });
            Receive<TicketEnded>(ended.SetResult);
            peers.Tell(new EnqueueTo(peer, new Enqueue(new CEchoRequest())));
        }
    }
}
