using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Tests.Documentation;

// <sample>
/// <summary>Asks a peer for a C-ECHO and tells its owner whether it works.</summary>
public sealed class EchoWatch : ReceiveActor
{
    private readonly string _host;
    private readonly int _port;

    public EchoWatch(string host, int port, IActorRef owner)
    {
        _host = host;
        _port = port;

        Receive<ConnectionOpened>(opened => opened.Connection.Tell(new OpenAssociation(
            new AssociationRequest("WATCH", "PACS").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian))));
        Receive<AssociationOpened>(_ => Sender.Tell(new SendRequest(new CEchoRequest())));
        Receive<RequestEvent>(occurrence =>
        {
            // RequestSentEvent, then exactly one terminal event: completed, timed out, cancelled or failed.
            if (occurrence.IsTerminal)
            {
                owner.Tell(new Reachable(occurrence is RequestCompletedEvent { Response.Status.IsSuccessOrWarning: true }));
                Sender.Tell(ReleaseAssociation.Instance);
            }
        });
        Receive<Status.Failure>(_ => Finish(owner));        // no connection, no association: the exception says why
        Receive<AssociationReleased>(_ => Context.Stop(Self));
    }

    protected override void PreStart() => Dicom.Get(Context.System).ConnectionFactory.Tell(
        new OpenConnection(AdvancedDicomClientConnectionRequest.To(_host, _port)));

    private void Finish(IActorRef owner)
    {
        owner.Tell(new Reachable(false));
        Context.Stop(Self);
    }

    public sealed record Reachable(bool IsReachable);
}
// </sample>
