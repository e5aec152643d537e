namespace DicomActors.Protocol.Transport;

/// <summary>TLS for connections we accept.</summary>
/// <param name="Certificate">Our certificate.</param>
public sealed record TlsServerOptions(TlsCertificateSource Certificate)
{
    /// <summary>TLS versions and cipher suites. Default: BCP 195 with RFC 8996, TLS 1.2 and 1.3.</summary>
    public TlsProfile Profile { get; init; } = TlsProfile.Bcp195;

    /// <summary>Whether clients must present a certificate. Default: they must.</summary>
    public TlsPeerAuthentication PeerAuthentication { get; init; } = TlsPeerAuthentication.Required;

    /// <summary>Whose certificates clients may have. Default: those of authorities the operating system trusts, which is rarely what is meant.</summary>
    public TlsTrust Trust { get; init; } = TlsTrust.System;

    /// <summary>Whether revoked certificates are looked for. Default: no.</summary>
    public TlsRevocation Revocation { get; init; } = TlsRevocation.None;

    /// <summary>Longest time from accepting the connection (or its PROXY header) to the end of the handshake. 1 ms to 1 hour; default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init => field = TransportLimits.Timeout(value); } = TimeSpan.FromSeconds(10);
}
