using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// An <see cref="IDicomServiceUser"/> that does nothing but refuse: rejects associations, answers requests
/// "SOP class not supported". Override what you need.
/// </summary>
public abstract class DicomServiceUser : IDicomServiceUser
{
    /// <inheritdoc />
    public virtual void OnTransportConnected(TransportInfo info)
    {
    }

    /// <inheritdoc />
    public virtual void OnAssociationRequested(AssociationIndication indication) =>
        indication.Reject(AssociationRejection.NoReasonGiven);

    /// <inheritdoc />
    public virtual void OnAssociationEstablished(Association association)
    {
    }

    /// <inheritdoc />
    public virtual void OnAssociationRejected(AssociationRejection rejection)
    {
    }

    /// <inheritdoc />
    public virtual void OnReleaseRequested()
    {
    }

    /// <inheritdoc />
    public virtual void OnAssociationReleased(bool requestedByPeer)
    {
    }

    /// <inheritdoc />
    public virtual void OnAborted(AbortIndication abort)
    {
    }

    /// <inheritdoc />
    public virtual ValueTask<ContentSink?> OpenStoreSinkAsync(InboundRequest request, CancellationToken cancellationToken)
    {
        request.Respond(DimseStatus.SopClassNotSupported);
        return new((ContentSink?)null);
    }

    /// <inheritdoc />
    public virtual void OnRequestReceived(InboundRequest request) => request.Respond(DimseStatus.SopClassNotSupported);

    /// <inheritdoc />
    public virtual void OnRequestAnswered(InboundRequest request, DimseResponse response, TimeSpan elapsed)
    {
    }

    /// <inheritdoc />
    public virtual void OnCancelReceived(InboundRequest request)
    {
    }

    /// <inheritdoc />
    public virtual void OnSendQueueEmpty()
    {
    }

    /// <inheritdoc />
    public virtual void OnClosed(ConnectionEnd connectionEnd)
    {
    }
}
