using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace Micro;

/// <summary>What the benchmarks work on: the sizes are those of a modality that sends to an archive.</summary>
internal static class Samples
{
    /// <summary>Bytes of a CT slice.</summary>
    public const int InstanceLength = 512 << 10;

    /// <summary>A modality's proposal: 20 storage SOP classes, each in three transfer syntaxes.</summary>
    public static AssociationRequest Proposal() => Enumerable.Range(1, 20).Aggregate(
        new AssociationRequest("MODALITY", "ARCHIVE"),
        static (request, number) => request.WithContext(
            new Uid($"1.2.840.10008.5.1.4.1.1.{number}"), TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.Jpeg2000Lossless));

    /// <summary>One context for each of the two services the engine is measured with.</summary>
    public static AssociationRequest SmallProposal() => new AssociationRequest("MODALITY", "ARCHIVE")
        .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

    /// <summary>What is agreed when everything is accepted, seen from the acceptor.</summary>
    public static AssociationAcceptance Agree(AssociationRequest request) => (AssociationAcceptance)AcceptorNegotiation.Negotiate(
        RequestorNegotiation.CreateRequest(request, PduLimits.Default),
        Policy,
        PduLimits.Default);

    /// <summary>Accepts everything.</summary>
    public static AcceptorPolicy Policy { get; } = new() { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll };

    /// <summary>A C-STORE-RQ of <see cref="InstanceLength"/> bytes.</summary>
    public static CStoreRequest Store() => new(new MemoryContent(
        SopClasses.CtImageStorage, new Uid("2.25.210394857210394857210394857"), TransferSyntax.ExplicitVRLittleEndian, new byte[InstanceLength]));

    /// <summary>The header of a CT slice, 60 elements and a sequence, without pixel data.</summary>
    public static DatasetBuilder Header(TransferSyntax transferSyntax)
    {
        var builder = new DatasetBuilder(transferSyntax)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage)
            .Add(DicomTag.SopInstanceUid, new Uid("2.25.210394857210394857210394857"))
            .Add(DicomTag.StudyInstanceUid, new Uid("2.25.210394857210394857210394858"))
            .Add(DicomTag.SeriesInstanceUid, new Uid("2.25.210394857210394857210394859"))
            .Add(DicomTag.PatientName, "BENCH^PATIENT")
            .Add(DicomTag.PatientId, "0123456789")
            .Add(DicomTag.StudyDate, "20260101")
            .Add(DicomTag.StudyTime, "101500")
            .Add(DicomTag.Modality, "CT")
            .Add(DicomTag.StudyDescription, "Thorax with contrast");
        for (ushort element = 0; element < 50; element++)
        {
            builder.Add(new DicomTag(0x0011, (ushort)(0x1000 + element)), VR.LO, "a private value");
        }

        return builder;
    }
}
