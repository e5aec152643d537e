using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>
/// A DIMSE response. When one is given to <c>InboundRequest.Respond</c>, the engine fills in message id and SOP class
/// and instance of the request where they are left empty.
/// </summary>
public abstract record DimseResponse
{
    private protected DimseResponse(DimseStatus status)
    {
        Status = status;
    }

    /// <summary>The Command Field this response is sent with.</summary>
    public abstract DimseCommand Command { get; }

    /// <summary>Status (0000,0900).</summary>
    public DimseStatus Status { get; init; }

    /// <summary>Message ID Being Responded To (0000,0120) of a received response; ignored on one that is sent.</summary>
    public ushort MessageIdBeingRespondedTo { get; init; }

    /// <summary>Affected SOP Class UID (0000,0002), empty if absent.</summary>
    public Uid AffectedSopClassUid { get; init; }

    /// <summary>Affected SOP Instance UID (0000,1000), empty if absent.</summary>
    public Uid AffectedSopInstanceUid { get; init; }

    /// <summary>Error Comment (0000,0902): up to 64 characters of explanation.</summary>
    public string? ErrorComment { get; init; }

    /// <summary>Error ID (0000,0903): an application-specific code.</summary>
    public ushort? ErrorId { get; init; }

    /// <summary>Offending Element (0000,0901): elements in which an error was found.</summary>
    public IReadOnlyList<DicomTag> OffendingElements { get; init; } = [];

    /// <summary>The data set that came or goes with the response, if there is one.</summary>
    public virtual EncodedDataset? Dataset => null;

    /// <summary>Whether more responses to the same request follow.</summary>
    public bool IsPending => Status.IsPending;

    internal static DimseResponse WithElementsOf(DimseResponse response, in CommandSet set) => response with
    {
        MessageIdBeingRespondedTo = set.MessageIdBeingRespondedTo,
        AffectedSopClassUid = set.AffectedSopClassUid,
        AffectedSopInstanceUid = set.AffectedSopInstanceUid,
        ErrorComment = set.ErrorComment,
        ErrorId = set.ErrorId,
        OffendingElements = set.OffendingElements ?? [],
    };

    /// <summary>The plain response of the service <paramref name="request"/> belongs to.</summary>
    public static DimseResponse For(DimseRequest request, DimseStatus status)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request switch
        {
            CEchoRequest => new CEchoResponse(status),
            CStoreRequest => new CStoreResponse(status),
            CFindRequest => new CFindResponse(status),
            CMoveRequest => new CMoveResponse(status),
            CGetRequest => new CGetResponse(status),
            NEventReportRequest => new NEventReportResponse(status),
            NGetRequest => new NGetResponse(status),
            NSetRequest => new NSetResponse(status),
            NActionRequest => new NActionResponse(status),
            NCreateRequest => new NCreateResponse(status),
            NDeleteRequest => new NDeleteResponse(status),
            _ => throw new ArgumentException($"{request.GetType().Name} has no response.", nameof(request)),
        };
    }
}
