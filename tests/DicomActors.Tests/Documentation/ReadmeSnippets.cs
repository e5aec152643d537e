using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Tests.Documentation;

/// <summary>The first example of README.md and of the packages' readme, as it stands there. <see cref="ReadmeExampleTests"/> runs it.</summary>
internal static class ReadmeSnippets
{
    public static async Task<DimseStatus> EchoAsync(ActorSystem system)
    {
        IActorRef connections = Dicom.Get(system).ConnectionFactory;

        var opened = await connections.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("pacs.example", 104)));

        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(
            new AssociationRequest("WORKSTATION", "PACS").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)));

        var echo = await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()));   // echo.Status: 0x0000 Success
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance);
        return echo.Status;
    }
}
