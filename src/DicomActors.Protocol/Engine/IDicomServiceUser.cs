using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// The service user of one association (PS3.8 section 7): whoever holds a <see cref="DicomService"/>. Apart from
/// <see cref="OpenStoreSinkAsync"/> the members are called one at a time, in the order things happened, on a thread of the engine
/// or of whoever called into it; no lock is held, so calling back into the service is fine. They must not block.
/// An exception ends the association as <see cref="ConnectionEndReason.InternalError"/>.
/// </summary>
public interface IDicomServiceUser
{
    /// <summary>The transport is ready for DICOM bytes.</summary>
    void OnTransportConnected(TransportInfo info);

    /// <summary>Acceptor: a peer asks for an association. Answer now or later, through the indication.</summary>
    void OnAssociationRequested(AssociationIndication indication);

    /// <summary>Both roles: the association is established.</summary>
    void OnAssociationEstablished(Association association);

    /// <summary>The association was rejected, by the peer or by us.</summary>
    void OnAssociationRejected(AssociationRejection rejection);

    /// <summary>The peer asked to release; the engine answers once our responses are sent.</summary>
    void OnReleaseRequested();

    /// <summary>The association was released in good order.</summary>
    /// <param name="requestedByPeer">Who asked first.</param>
    void OnAssociationReleased(bool requestedByPeer);

    /// <summary>An A-ABORT was received, or is being sent.</summary>
    void OnAborted(AbortIndication abort);

    /// <summary>
    /// An inbound C-STORE begins: where its bytes go. Asked before the first byte of the data set, and awaited by the receive loop
    /// (nothing else is read meanwhile); it may run while another member runs. To refuse, answer the request with a
    /// failure status and return <see langword="null"/>: the data set is skipped and the answer sent after it.
    /// </summary>
    /// <param name="request">The request; its content describes the instance, the bytes are still to come.</param>
    /// <param name="cancellationToken">Cancelled when the association ends.</param>
    ValueTask<ContentSink?> OpenStoreSinkAsync(InboundRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// A complete request: command and data set. A C-STORE comes after its sink's <see cref="ContentSink.CompleteAsync"/>.
    /// Not called for a request that was refused while its data set arrived.
    /// </summary>
    void OnRequestReceived(InboundRequest request);

    /// <summary>
    /// A request got its final response, whoever gave it: the service user, or the engine for one that <see cref="OnRequestReceived"/> never
    /// saw (refused while its data set arrived, or before anyone was asked). The response is queued, not yet sent. Does nothing unless
    /// implemented.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The final response.</param>
    /// <param name="elapsed">Since the last byte of the request arrived.</param>
    void OnRequestAnswered(InboundRequest request, DimseResponse response, TimeSpan elapsed)
    {
    }

    /// <summary>
    /// The peer cancels a request it sent (C-CANCEL) that is not finally answered; <see cref="InboundRequest.Cancelled"/> is
    /// cancelled right after this call. Does nothing unless implemented.
    /// </summary>
    void OnCancelReceived(InboundRequest request)
    {
    }

    /// <summary>The queue of requests ran empty: the last one is sent.</summary>
    void OnSendQueueEmpty();

    /// <summary>The connection is closed. Exactly once, and the last call of all.</summary>
    void OnClosed(ConnectionEnd connectionEnd);
}
