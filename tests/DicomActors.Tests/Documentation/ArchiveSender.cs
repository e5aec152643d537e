using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Documentation;

// <sample>
/// <summary>Sends instances to an archive, whatever the archive is doing, and tells its owner the outcome of each.</summary>
public sealed class ArchiveSender : ReceiveActor
{
    private readonly IActorRef _peers = Dicom.Get(Context.System).Peers;

    public ArchiveSender(string host, int port, IActorRef owner)
    {
        _peers.Tell(new ConfigurePeer(new DicomPeer("archive", new TcpConnector(host, port), "ROUTER", "ARCHIVE")
        {
            MaximumAssociations = 4,                    // what the archive allows us
            RequestDeadline = TimeSpan.FromHours(12),   // until then it is tried, with growing waits
        }));

        Receive<DicomContent>(content => _peers.Tell(new EnqueueTo("archive", new Enqueue(new CStoreRequest(content)))));
        Receive<TicketEnded>(owner.Tell);               // exactly one for each that was queued; IsSuccess: the archive has it
        Receive<EnqueueRefused>(owner.Tell);            // queue full, draining: the reason is in it
    }
}
// </sample>
