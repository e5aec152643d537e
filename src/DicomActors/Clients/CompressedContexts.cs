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
    /// <summary>What is usual, without loss first: where a peer has to pick one, most pick the first they have.</summary>
    public static ItemList<TransferSyntax> DefaultTransferSyntaxes { get; } =
    [
        TransferSyntax.JpegLosslessSV1, TransferSyntax.Jpeg2000Lossless, TransferSyntax.JpegLSLossless, TransferSyntax.RleLossless,
        TransferSyntax.JpegLossless, TransferSyntax.HTJ2KLossless, TransferSyntax.HTJ2KLosslessRpcl, TransferSyntax.JpegXLLossless,
        TransferSyntax.JpegBaseline, TransferSyntax.JpegExtended, TransferSyntax.Jpeg2000, TransferSyntax.JpegLSNearLossless,
        TransferSyntax.Mpeg2MainProfileMainLevel, TransferSyntax.Mpeg2MainProfileHighLevel, TransferSyntax.Mpeg4HighProfileLevel41,
        TransferSyntax.HevcMainProfileLevel51,
    ];

    private static readonly HashSet<TransferSyntax> VideoSyntaxes =
    [
        TransferSyntax.Mpeg2MainProfileMainLevel, TransferSyntax.Mpeg2MainProfileHighLevel, TransferSyntax.Mpeg4HighProfileLevel41,
        TransferSyntax.Mpeg4BDHighProfileLevel41, TransferSyntax.HevcMainProfileLevel51, TransferSyntax.HevcMain10ProfileLevel51,
    ];

    private static readonly HashSet<Uid> VideoClasses =
        [SopClasses.VideoEndoscopicImageStorage, SopClasses.VideoMicroscopicImageStorage, SopClasses.VideoPhotographicImageStorage];

    // No pixel data, or of a kind that no transfer syntax compresses.
    private static readonly HashSet<Uid> NeverCompressed =
    [
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
    /// Proposes them. With room for it each transfer syntax has a context, so that the peer can take all of them; with less they share
    /// contexts, and the peer picks one of each (PS3.8 9.3.2).
    /// </summary>
    public static AssociationRequest Propose(AssociationRequest request, IEnumerable<Uid> sopClasses, IReadOnlyList<TransferSyntax> transferSyntaxes)
    {
        var left = sopClasses.Where(static sopClass => !NeverCompressed.Contains(sopClass)).ToList();
        var room = AssociationRequest.MaximumPresentationContexts - request.PresentationContexts.Count;
        for (; left.Count > 0 && room > 0 && transferSyntaxes.Count > 0; left.RemoveAt(0))
        {
            // Evenly; what does not divide goes to the first.
            var share = Math.Min(transferSyntaxes.Count, (room + left.Count - 1) / left.Count);
            foreach (var syntaxes in Split(Ordered(left[0], transferSyntaxes), share))
            {
                request = request.WithContext(left[0], syntaxes);
            }

            room -= share;
        }

        return request;
    }

    private static TransferSyntax[] Ordered(Uid sopClass, IEnumerable<TransferSyntax> transferSyntaxes) => VideoClasses.Contains(sopClass)
        ? [.. transferSyntaxes.OrderByDescending(VideoSyntaxes.Contains)]
        : [.. transferSyntaxes];

    private static IEnumerable<TransferSyntax[]> Split(TransferSyntax[] transferSyntaxes, int parts) =>
        Enumerable.Range(0, parts).Select(part => transferSyntaxes[(part * transferSyntaxes.Length / parts)..((part + 1) * transferSyntaxes.Length / parts)]);
}
