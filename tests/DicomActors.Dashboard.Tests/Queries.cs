using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Dashboard.Tests;

/// <summary>Requests for the peers of the tests.</summary>
internal static class Queries
{
    public static CFindRequest AllStudies { get; } = new(
        SopClasses.StudyRootFind, new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build());
}
