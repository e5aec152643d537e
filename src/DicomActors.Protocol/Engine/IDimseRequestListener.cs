using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Hears what becomes of one request. Called like the members of <see cref="IDicomServiceUser"/>: one at a time, in order, must not block.
/// </summary>
public interface IDimseRequestListener
{
    /// <summary>The whole request was handed to the transport.</summary>
    void OnSent(OutboundRequest request);

    /// <summary>
    /// A pending response: a match, or the progress of sub-operations. Until the result completes nothing more is read from the
    /// connection: a listener that takes its time slows its peer down and nobody buffers. Meanwhile no response is overdue, and
    /// the peer's release, abort or close is not seen, because it is not read either. The wait ends by itself when the request
    /// is cancelled or ends, and when the connection is aborted, stopped or fails; later responses to a cancelled request hold
    /// nothing up. A result that fails aborts the association.
    /// </summary>
    ValueTask OnPending(OutboundRequest request, DimseResponse response);

    /// <summary>So many bytes of the content were handed to the transport. Only with <see cref="SendOptions.WantsProgress"/>.</summary>
    void OnProgress(OutboundRequest request, long bytesSent);

    /// <summary>What became of it. Exactly once, and the last call for this request.</summary>
    void OnEnded(OutboundRequest request, RequestOutcome outcome);
}
