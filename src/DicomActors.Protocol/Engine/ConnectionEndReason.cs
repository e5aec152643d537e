namespace DicomActors.Protocol.Engine;

/// <summary>Why a connection ended: the first reason there was.</summary>
public enum ConnectionEndReason
{
    /// <summary>Released in good order.</summary>
    Released,

    /// <summary>The peer rejected the association.</summary>
    RejectedByPeer,

    /// <summary>We rejected the association.</summary>
    RejectedByUs,

    /// <summary>The peer sent an A-ABORT.</summary>
    AbortedByPeer,

    /// <summary>Our service user aborted.</summary>
    AbortedByUs,

    /// <summary>The peer broke the protocol; we aborted.</summary>
    ProtocolError,

    /// <summary>What the peer sent is not DICOM at all.</summary>
    NotDicom,

    /// <summary>Nothing listens on the port.</summary>
    ConnectionRefused,

    /// <summary>No route to the host.</summary>
    HostUnreachable,

    /// <summary>The host name has no address.</summary>
    HostNotFound,

    /// <summary>The transport did not connect in time.</summary>
    ConnectTimeout,

    /// <summary>The TLS handshake failed.</summary>
    TlsHandshakeFailed,

    /// <summary>The TLS handshake did not finish in time.</summary>
    TlsHandshakeTimeout,

    /// <summary>The proxy refused or failed.</summary>
    ProxyFailed,

    /// <summary>An accepted connection did not start with the PROXY protocol header it must have.</summary>
    ProxyHeaderInvalid,

    /// <summary>Requestor: no A-ASSOCIATE-AC or RJ in time. Acceptor: our service user did not decide in time.</summary>
    AssociateTimeout,

    /// <summary>Acceptor: no A-ASSOCIATE-RQ in time (ARTIM in Sta2).</summary>
    ArtimTimeout,

    /// <summary>No A-RELEASE-RP in time.</summary>
    ReleaseTimeout,

    /// <summary>Our service user aborted, and the A-ABORT could not be written in time: the connection was reset.</summary>
    AbortTimeout,

    /// <summary>The peer stopped reading.</summary>
    SendTimeout,

    /// <summary>The peer stopped sending in the middle of a PDU or message.</summary>
    ReceiveTimeout,

    /// <summary>Nothing happened on the association for too long; it was released.</summary>
    IdleTimeout,

    /// <summary>The association reached its maximum age; it was released.</summary>
    LifetimeReached,

    /// <summary>The peer closed the transport connection without release or abort.</summary>
    ClosedByPeer,

    /// <summary>The transport failed: reset, or an error of the system.</summary>
    TransportFailure,

    /// <summary>Content failed while it was being sent, so that the message could not be completed.</summary>
    ContentFailure,

    /// <summary>The token given to RunAsync was cancelled.</summary>
    Stopped,

    /// <summary>A fault in this program: a service user or listener threw.</summary>
    InternalError,
}
