namespace DicomActors.Protocol.Transport;

/// <summary>Why a transport could not connect or stopped working.</summary>
public enum TransportFailure
{
    /// <summary>Anything without a value of its own; the message and the inner exception say more.</summary>
    Other,

    /// <summary>Nothing listens on the port.</summary>
    Refused,

    /// <summary>No route to the host or network.</summary>
    Unreachable,

    /// <summary>The host name has no address.</summary>
    NameNotFound,

    /// <summary>The operating system or the transport gave up waiting.</summary>
    TimedOut,

    /// <summary>The peer reset the connection.</summary>
    Reset,

    /// <summary>The TLS handshake failed: no common version or cipher suite, or a certificate was refused.</summary>
    TlsHandshakeFailed,

    /// <summary>The TLS handshake did not finish in time.</summary>
    TlsHandshakeTimedOut,

    /// <summary>The proxy refused or failed to connect.</summary>
    ProxyFailed,

    /// <summary>An accepted connection did not start with the PROXY protocol header it must have.</summary>
    ProxyHeaderInvalid,

    /// <summary>The local address is in use or does not exist here.</summary>
    AddressUnavailable,

    /// <summary>This process or machine has no more sockets.</summary>
    ResourcesExhausted,

    /// <summary>The peer of an accepted connection left without sending a byte, as health checks of load balancers do.</summary>
    LeftInSilence,
}
