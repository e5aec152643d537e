using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Clients;

/// <summary>
/// The contexts in which a peer may send back with C-GET what it has compressed, as it is. They take the room that is left, apart
/// from the uncompressed ones, of which every class has its own whatever the peer picks here. Pure.
/// </summary>
internal static class CompressedContexts
{
    /// <summary>The most usual first: they have contexts of their own sooner.</summary>
    public static ItemList<TransferSyntax> DefaultTransferSyntaxes { get; } =
    [
        TransferSyntax.JpegLosslessSV1, TransferSyntax.Jpeg2000Lossless, TransferSyntax.JpegLSLossless, TransferSyntax.RleLossless,
        TransferSyntax.JpegBaseline, TransferSyntax.Jpeg2000, TransferSyntax.JpegLossless, TransferSyntax.JpegExtended,
        TransferSyntax.JpegLSNearLossless, TransferSyntax.HTJ2KLossless, TransferSyntax.HTJ2KLosslessRpcl, TransferSyntax.JpegXLLossless,
        TransferSyntax.Mpeg2MainProfileMainLevel, TransferSyntax.Mpeg2MainProfileHighLevel, TransferSyntax.Mpeg4HighProfileLevel41,
        TransferSyntax.HevcMainProfileLevel51,
    ];

    /// <summary>Contexts of a class that carry what is usual; more only where nobody else needs the room.</summary>
    private const int UsualShare = 7;

    /// <summary>The classes most studies are made of.</summary>
    private static readonly Uid[] UsualClasses =
    [
        SopClasses.CtImageStorage, SopClasses.MrImageStorage, SopClasses.UltrasoundMultiFrameImageStorage, SopClasses.UltrasoundImageStorage,
        SopClasses.ComputedRadiographyImageStorage, SopClasses.DigitalXRayImageStorageForPresentation, SopClasses.XRayAngiographicImageStorage,
        SopClasses.DigitalMammographyXRayImageStorageForPresentation,
    ];

    private static readonly HashSet<TransferSyntax> VideoSyntaxes =
    [
        TransferSyntax.Mpeg2MainProfileMainLevel, TransferSyntax.Mpeg2MainProfileHighLevel, TransferSyntax.Mpeg4HighProfileLevel41,
        TransferSyntax.Mpeg4BDHighProfileLevel41, TransferSyntax.HevcMainProfileLevel51, TransferSyntax.HevcMain10ProfileLevel51,
    ];

    private static readonly HashSet<Uid> VideoClasses =
        [SopClasses.VideoEndoscopicImageStorage, SopClasses.VideoMicroscopicImageStorage, SopClasses.VideoPhotographicImageStorage];

    // No pixel data, or of a kind that is not compressed or that whoever compresses it can decompress: the room is better spent.
    private static readonly HashSet<Uid> SeldomCompressed =
    [
        SopClasses.NuclearMedicineImageStorage, SopClasses.PositronEmissionTomographyImageStorage, SopClasses.EnhancedPetImageStorage,
        SopClasses.SegmentationStorage, SopClasses.RtImageStorage, SopClasses.RtDoseStorage, SopClasses.XRay3DAngiographicImageStorage,
        SopClasses.EnhancedUsVolumeStorage,
        SopClasses.MrSpectroscopyStorage, SopClasses.MultiFrameSingleBitSecondaryCaptureImageStorage,
        SopClasses.TwelveLeadEcgWaveformStorage, SopClasses.GeneralEcgWaveformStorage, SopClasses.HemodynamicWaveformStorage,
        SopClasses.GrayscaleSoftcopyPresentationStateStorage, SopClasses.ColorSoftcopyPresentationStateStorage,
        SopClasses.KeyObjectSelectionDocumentStorage, SopClasses.BasicTextSrStorage, SopClasses.EnhancedSrStorage,
        SopClasses.ComprehensiveSrStorage, SopClasses.Comprehensive3DSrStorage, SopClasses.MammographyCadSrStorage,
        SopClasses.XRayRadiationDoseSrStorage, SopClasses.EncapsulatedPdfStorage, SopClasses.EncapsulatedCdaStorage,
        SopClasses.RawDataStorage, SopClasses.ParametricMapStorage, SopClasses.SpatialRegistrationStorage,
        SopClasses.RealWorldValueMappingStorage, SopClasses.RtStructureSetStorage, SopClasses.RtPlanStorage, SopClasses.RtIonPlanStorage,
    ];

    /// <summary>
    /// Proposes them. With room for it each transfer syntax has a context, so that the peer can take all of them; with less the last ones
    /// share one, of which the peer picks one (PS3.8 9.3.2).
    /// </summary>
    public static AssociationRequest Propose(AssociationRequest request, IReadOnlyList<Uid> sopClasses, IReadOnlyList<TransferSyntax> transferSyntaxes)
    {
        var room = AssociationRequest.MaximumPresentationContexts - request.PresentationContexts.Count;
        foreach (var (sopClass, share) in Shares(sopClasses, transferSyntaxes.Count, room))
        {
            foreach (var syntaxes in Split(Ordered(sopClass, transferSyntaxes), share))
            {
                request = request.WithContext(sopClass, syntaxes);
            }
        }

        return request;
    }

    /// <summary>How many contexts each class gets: one, then the usual ones more, while there is room.</summary>
    private static IEnumerable<(Uid SopClass, int Share)> Shares(IReadOnlyList<Uid> sopClasses, int most, int room)
    {
        var ordered = UsualClasses.Where(sopClasses.Contains).Concat(sopClasses.Where(static sopClass => !SeldomCompressed.Contains(sopClass))).Distinct().ToArray();
        var shares = new int[ordered.Length];
        foreach (var upTo in (int[])[1, UsualShare, most])
        {
            for (var i = 0; i < ordered.Length; i++)
            {
                var more = Math.Clamp(Math.Min(upTo, most) - shares[i], 0, room);
                shares[i] += more;
                room -= more;
            }
        }

        return ordered.Zip(shares);
    }

    private static TransferSyntax[] Ordered(Uid sopClass, IEnumerable<TransferSyntax> transferSyntaxes) => VideoClasses.Contains(sopClass)
        ? [.. transferSyntaxes.OrderByDescending(VideoSyntaxes.Contains)]
        : [.. transferSyntaxes];

    private static IEnumerable<TransferSyntax[]> Split(TransferSyntax[] transferSyntaxes, int parts) =>
        Enumerable.Range(0, parts).Select(part => part < parts - 1 ? [transferSyntaxes[part]] : transferSyntaxes[part..]);
}
