using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>The requests of the scenarios, and the association that carries them.</summary>
internal static class ScenarioRequests
{
    private static readonly Uid Instance = new("1.2.3.4");

    private static readonly EncodedDataset Keys =
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build();

    public static CFindRequest Find { get; } = new(SopClasses.StudyRootFind, Keys);

    public static AssociationRequest Association { get; } = new AssociationRequest("SCU", "SCP")
        .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.ModalityPerformedProcedureStep, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian)
        .WithRole(SopClasses.CtImageStorage, scu: true, scp: true) with
    {
        AsynchronousOperationsWindow = new AsynchronousOperationsWindow(8, 8),
    };

    public static CStoreRequest Store(int number) => new(
        new MemoryContent(SopClasses.CtImageStorage, Instance, TransferSyntax.ExplicitVRLittleEndian, new byte[number * 100]));

    public static DimseRequest Of(int number) => (number % 10) switch
    {
        < 3 => Find,
        3 => new CMoveRequest(SopClasses.StudyRootMove, Keys, "WORKSTATION"),
        4 => new CGetRequest(SopClasses.StudyRootGet, Keys),
        5 or 6 => Store(number),
        7 => new NSetRequest(SopClasses.ModalityPerformedProcedureStep, Instance, Keys),
        _ => new CEchoRequest(),
    };
}
