using System.Runtime.CompilerServices;
using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Clients;

/// <summary>
/// A peer and how to treat it. The defaults are those of <c>dicom-actors.peer</c> in <c>reference.conf</c>, which says more about
/// ranges and risks. A changed peer is told to the <see cref="PeerRegistry"/> with <see cref="ConfigurePeer"/>; queued work stays.
/// </summary>
public sealed record DicomPeer
{
    /// <summary>A peer.</summary>
    /// <param name="name">How it is called here: 1 to 64 letters, digits, '-', '_' or '.'; part of an actor's path.</param>
    /// <param name="connector">Where it is, and over what.</param>
    /// <param name="callingAETitle">Our AE title.</param>
    /// <param name="calledAETitle">Its AE title.</param>
    /// <exception cref="ArgumentException">A name or title is not valid; the message says why.</exception>
    public DicomPeer(string name, TransportConnector connector, string callingAETitle, string calledAETitle)
    {
        ArgumentNullException.ThrowIfNull(connector);
        if (name is not { Length: >= 1 and <= 64 } || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException($"'{name}' is no name for a peer: use 1 to 64 letters, digits, '-', '_' or '.'.", nameof(name));
        }

        Name = name;
        Connector = connector;
        CallingAETitle = AETitle.Require(callingAETitle, nameof(callingAETitle));
        CalledAETitle = AETitle.Require(calledAETitle, nameof(calledAETitle));
    }

    /// <summary>How it is called here.</summary>
    public string Name { get; }

    /// <summary>Where it is, and over what.</summary>
    public TransportConnector Connector { get; init; }

    /// <summary>Our AE title.</summary>
    public string CallingAETitle { get; }

    /// <summary>Its AE title.</summary>
    public string CalledAETitle { get; }

    /// <summary>Who asks, if the peer wants to know (PS3.7 D.3.3.7). Default null.</summary>
    public UserIdentity? UserIdentity { get; init; }

    /// <summary>The most associations the peer sees from us at once, those being opened and released included. 1 to 1000, default 2.</summary>
    public int MaximumAssociations { get; init => field = Require(value, 1, 1000); } = 2;

    /// <summary>Queued requests that justify one association more. 1 to 1000000, default 5.</summary>
    public int QueuedPerAssociation { get; init => field = Require(value, 1, 1_000_000); } = 5;

    /// <summary>Requests after which an association is released and another opened. 1 to 2147483647 (no limit), the default.</summary>
    public int MaximumRequestsPerAssociation { get; init => field = Require(value, 1, int.MaxValue); } = int.MaxValue;

    /// <summary>
    /// Operations at once to propose for an association; the peer may grant less. 1 (for peers that cannot do it, or choke on the
    /// proposal) proposes nothing. 0 to 65535, 0 = no limit, default 1.
    /// </summary>
    public int AsynchronousOperations { get; init => field = Require(value, 0, ushort.MaxValue); } = 1;

    /// <summary>How long an association stays open with nothing to do. 0 to 24 days, default 1 s.</summary>
    public TimeSpan Linger { get; init => field = RequireTime(value); } = TimeSpan.FromSeconds(1);

    /// <summary>An association of this age gets no new requests and is released. 1 ms to 24 days, or infinite, the default.</summary>
    public TimeSpan AssociationLifetime { get; init => field = RequireLimit(value); } = Timeout.InfiniteTimeSpan;

    /// <summary>The most requests queued; one more is refused. 1 to 10000000, default 100000.</summary>
    public int MaximumQueue { get; init => field = Require(value, 1, 10_000_000); } = 100_000;

    /// <summary>Requests per second over all associations. More than 0; positive infinity, the default: no limit.</summary>
    public double RequestsPerSecond { get; init => field = RequireRate(value); } = double.PositiveInfinity;

    /// <summary>Requests of a higher priority that may go first before one of a lower goes. 1 to 1000000, default 20.</summary>
    public int StarvationLimit { get; init => field = Require(value, 1, 1_000_000); } = 20;

    /// <summary>Longest time from <see cref="Enqueue"/> to the outcome. 1 ms to 24 days, or infinite, the default: as long as it takes.</summary>
    public TimeSpan RequestDeadline { get; init => field = RequireLimit(value); } = Timeout.InfiniteTimeSpan;

    /// <summary>The most times a request may reach the peer. 1 to 1000, default 3.</summary>
    public int MaximumAttempts { get; init => field = Require(value, 1, 1000); } = 3;

    /// <summary>
    /// Failed associations in a row after which everything queued fails. 1 to 2147483647 (never), the default.
    /// </summary>
    public int MaximumAssociationFailures { get; init => field = Require(value, 1, int.MaxValue); } = int.MaxValue;

    /// <summary>Waits between failed associations, and between attempts of a request. Default 1 s doubling to 1 min, half of it left to chance.</summary>
    public Backoff Backoff { get; init; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), 0.5);

    /// <summary>Failed associations in a row that open the circuit. 1 to 1000000, default 5.</summary>
    public int CircuitThreshold { get; init => field = Require(value, 1, 1_000_000); } = 5;

    /// <summary>How long an open circuit leaves the peer alone. 0 to 24 days, default 30 s.</summary>
    public TimeSpan CircuitOpenFor { get; init => field = RequireTime(value); } = TimeSpan.FromSeconds(30);

    /// <summary>Whether <see cref="Enqueue"/> is refused while the circuit is open. Default false: it is queued.</summary>
    public bool RefusesWhileOpen { get; init; }

    /// <summary>
    /// Whether an instance in Explicit VR Little Endian may be sent as Implicit, or the other way round, to a peer that refuses
    /// its own transfer syntax. The values stay as they are, the bytes do not: see <see cref="Protocol.Content.ReencodedContent"/>.
    /// The request in the store's own events then has the content that was sent. Default true; false: such a store fails.
    /// </summary>
    public bool ReencodesUncompressed { get; init; } = true;

    /// <summary>Storage classes to take back from C-GET; at most 127. Default: see <see cref="DefaultRetrievedSopClasses"/>.</summary>
    /// <exception cref="ArgumentException">More than fit an association beside the C-GET itself.</exception>
    public ItemList<Uid> RetrievedSopClasses { get; init => field = RequireRetrieved(value); } = DefaultRetrievedSopClasses;

    /// <summary>
    /// Compressed transfer syntaxes in which a peer may send back instances with C-GET, besides the uncompressed ones: it then sends what it
    /// has compressed as it is. Each has a presentation context of its own as far as there is room for that, the first ones and the usual
    /// images before the others. Empty: uncompressed only. Default: JPEG, JPEG 2000, JPEG-LS, RLE, HTJ2K, JPEG XL, MPEG2, MPEG-4 and HEVC.
    /// </summary>
    public ItemList<TransferSyntax> RetrievedTransferSyntaxes { get; init; } = CompressedContexts.DefaultTransferSyntaxes;

    /// <summary>Handlers of what the peer asks of us on these associations: the instances of a C-GET. Null, the default: those of the registry.</summary>
    public AdvancedDicomClientConnectionRequestHandlers? Handlers { get; init; }

    /// <summary>Timeouts and limits of its connections; requests are always sent without being asked for. Null, the default: those of <c>dicom-actors.connection</c>.</summary>
    public DicomServiceOptions? ServiceOptions { get; init; }

    /// <summary>The storage classes that archives hold most of: images, waveforms, presentation states, reports, radiotherapy.</summary>
    public static ItemList<Uid> DefaultRetrievedSopClasses { get; } =
    [
        SopClasses.ComputedRadiographyImageStorage, SopClasses.DigitalXRayImageStorageForPresentation,
        SopClasses.DigitalXRayImageStorageForProcessing, SopClasses.DigitalMammographyXRayImageStorageForPresentation,
        SopClasses.DigitalMammographyXRayImageStorageForProcessing, SopClasses.DigitalIntraOralXRayImageStorageForPresentation,
        SopClasses.BreastTomosynthesisImageStorage, SopClasses.CtImageStorage, SopClasses.EnhancedCtImageStorage,
        SopClasses.MrImageStorage, SopClasses.EnhancedMrImageStorage, SopClasses.EnhancedMrColorImageStorage,
        SopClasses.MrSpectroscopyStorage, SopClasses.UltrasoundImageStorage, SopClasses.UltrasoundMultiFrameImageStorage,
        SopClasses.EnhancedUsVolumeStorage, SopClasses.SecondaryCaptureImageStorage,
        SopClasses.MultiFrameSingleBitSecondaryCaptureImageStorage, SopClasses.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
        SopClasses.MultiFrameGrayscaleWordSecondaryCaptureImageStorage, SopClasses.MultiFrameTrueColorSecondaryCaptureImageStorage,
        SopClasses.XRayAngiographicImageStorage, SopClasses.EnhancedXaImageStorage, SopClasses.XRayRadiofluoroscopicImageStorage,
        SopClasses.EnhancedXrfImageStorage, SopClasses.XRay3DAngiographicImageStorage, SopClasses.NuclearMedicineImageStorage,
        SopClasses.PositronEmissionTomographyImageStorage, SopClasses.EnhancedPetImageStorage, SopClasses.VlEndoscopicImageStorage,
        SopClasses.VideoEndoscopicImageStorage, SopClasses.VlMicroscopicImageStorage, SopClasses.VlSlideCoordinatesMicroscopicImageStorage,
        SopClasses.VlPhotographicImageStorage, SopClasses.VideoPhotographicImageStorage, SopClasses.VlWholeSlideMicroscopyImageStorage,
        SopClasses.DermoscopicPhotographyImageStorage, SopClasses.OphthalmicPhotography8BitImageStorage,
        SopClasses.OphthalmicPhotography16BitImageStorage, SopClasses.OphthalmicTomographyImageStorage,
        SopClasses.TwelveLeadEcgWaveformStorage, SopClasses.GeneralEcgWaveformStorage, SopClasses.HemodynamicWaveformStorage,
        SopClasses.GrayscaleSoftcopyPresentationStateStorage, SopClasses.ColorSoftcopyPresentationStateStorage,
        SopClasses.KeyObjectSelectionDocumentStorage, SopClasses.BasicTextSrStorage, SopClasses.EnhancedSrStorage,
        SopClasses.ComprehensiveSrStorage, SopClasses.Comprehensive3DSrStorage, SopClasses.MammographyCadSrStorage,
        SopClasses.XRayRadiationDoseSrStorage, SopClasses.EncapsulatedPdfStorage, SopClasses.EncapsulatedCdaStorage,
        SopClasses.RawDataStorage, SopClasses.SegmentationStorage, SopClasses.ParametricMapStorage, SopClasses.SpatialRegistrationStorage,
        SopClasses.RealWorldValueMappingStorage, SopClasses.RtImageStorage, SopClasses.RtDoseStorage, SopClasses.RtStructureSetStorage,
        SopClasses.RtPlanStorage, SopClasses.RtIonPlanStorage,
    ];

    /// <summary>The peers of <c>dicom-actors.peers</c>.</summary>
    /// <param name="config">A configuration with root <c>dicom-actors</c>; what it lacks comes from the reference.</param>
    /// <param name="reference">All settings there are.</param>
    /// <param name="logger">Told when certificates are read again. Null: nobody is.</param>
    /// <exception cref="DicomSettingsException">A value, or a file a value names, cannot be read or is out of range.</exception>
    public static IReadOnlyList<DicomPeer> AllFrom(Config config, SettingsReference reference, ILogger? logger)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return PeerSettings.ReadAll(reference.Complete(config), logger);
    }

    /// <summary>Whether associations opened for the other settings can be used on.</summary>
    internal bool IsReachedLike(DicomPeer other) =>
        Equals(Connector, other.Connector) && CallingAETitle == other.CallingAETitle && CalledAETitle == other.CalledAETitle
        && Equals(UserIdentity, other.UserIdentity) && AsynchronousOperations == other.AsynchronousOperations
        && ReencodesUncompressed == other.ReencodesUncompressed
        && Equals(ServiceOptions, other.ServiceOptions) && Equals(Handlers, other.Handlers);

    private static int Require(int value, int smallest, int largest, [CallerMemberName] string name = "") =>
        value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"must be from {smallest} to {largest}.");

    private static TimeSpan RequireTime(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero && value <= TimeSpan.FromDays(24)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "must be from 0 to 24 days.");

    private static TimeSpan RequireLimit(TimeSpan value, [CallerMemberName] string name = "") =>
        value == Timeout.InfiniteTimeSpan || (value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(24))
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "must be from 1 ms to 24 days, or infinite.");

    private static double RequireRate(double value, [CallerMemberName] string name = "") =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, "must be more than 0.");

    private static ItemList<Uid> RequireRetrieved(ItemList<Uid> sopClasses, [CallerMemberName] string name = "") =>
        sopClasses.Count < AssociationRequest.MaximumPresentationContexts
            ? sopClasses
            : throw new ArgumentException(
                $"{sopClasses.Count} storage classes do not fit an association; {AssociationRequest.MaximumPresentationContexts - 1} at most.", name);
}
