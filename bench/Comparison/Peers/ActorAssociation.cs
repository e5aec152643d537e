using Akka.Actor;
using DicomActors;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace Comparison.Peers;

/// <summary>Through a <see cref="ConnectionActor"/>, by Ask.</summary>
internal sealed class ActorAssociation(IActorRef connection) : RequestingAssociation
{
    /// <summary>Connects and opens the association.</summary>
    public static async Task<ActorAssociation> OpenAsync(ActorSystem system, int port)
    {
        var opened = await Dicom.Get(system).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", port)));
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Proposal));
        return new ActorAssociation(opened.Connection);
    }

    public override async Task RequestAsync(DimseRequest request)
    {
        if (request is CStoreRequest)
        {
            Require((await connection.Ask<CStoreResult>(new Converse(request))).Status);
        }
        else
        {
            Require((await connection.Ask<CEchoResult>(new Converse(request))).Status);
        }
    }

    public override async ValueTask DisposeAsync() => await connection.Ask<AssociationReleased>(ReleaseAssociation.Instance);
}
