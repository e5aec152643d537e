using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Facade;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Tests.Documentation;

internal static class StudyFinder
{
    // <sample>
    public static async Task<List<string>> FindStudiesAsync(
        ActorSystem system, string host, int port, string patientName, CancellationToken cancellationToken)
    {
        var factory = new DefaultAdvancedDicomClientConnectionFactory(system);
        await using var connection = await factory.OpenConnectionAsync(
            AdvancedDicomClientConnectionRequest.To(host, port), cancellationToken);
        await connection.OpenAssociationAsync(
            new AssociationRequest("WORKSTATION", "PACS").WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian),
            cancellationToken);

        var keys = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.QueryRetrieveLevel, "STUDY")
            .Add(DicomTag.PatientName, patientName)
            .Add(DicomTag.StudyInstanceUid, "")
            .Build();

        // Leaving the loop early, or cancelling the token, sends C-CANCEL; a slow loop slows the peer down.
        var studies = new List<string>();
        await foreach (var response in connection.SendRequestAsync(
            new CFindRequest(SopClasses.StudyRootFind, keys), cancellationToken: cancellationToken))
        {
            if (response is CFindResponse { Identifier: { } match })
            {
                studies.Add(match.GetString(DicomTag.StudyInstanceUid) ?? "");
            }
        }

        await connection.ReleaseAsync(cancellationToken);
        return studies;
    }
    // </sample>
}
