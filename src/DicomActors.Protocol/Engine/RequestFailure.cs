namespace DicomActors.Protocol.Engine;

/// <summary>Why a request got no final response.</summary>
public enum RequestFailure
{
    /// <summary>The queue has reached <see cref="DicomServiceOptions.MaximumQueuedRequests"/>.</summary>
    QueueFull,

    /// <summary>The association is being released, or is over: no more requests.</summary>
    NotAccepted,

    /// <summary>No accepted presentation context fits SOP class, transfer syntax and role.</summary>
    NoPresentationContext,

    /// <summary>The content could not be opened; nothing was sent and the association lives on.</summary>
    ContentUnavailable,

    /// <summary>The content failed half-way; the association was aborted, because a message cut short cannot be mended (PS3.7 Annex E).</summary>
    ContentFailed,

    /// <summary>The request cannot be encoded: a value is too long or not allowed. Nothing was sent.</summary>
    InvalidRequest,

    /// <summary>No transport connection came about.</summary>
    ConnectionFailed,

    /// <summary>The peer rejected the association.</summary>
    AssociationRejected,

    /// <summary>The association was released before the response came.</summary>
    AssociationReleased,

    /// <summary>The association was aborted, by the peer or by us.</summary>
    AssociationAborted,

    /// <summary>The connection was lost or closed.</summary>
    ConnectionLost,
}
