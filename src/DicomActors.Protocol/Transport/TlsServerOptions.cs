namespace DicomActors.Protocol.Transport;

/// <summary>TLS for connections we accept.</summary>
/// <param name="Certificate">Our certificate, for clients that ask for no host name or for one that no other certificate is issued for.</param>
public sealed record TlsServerOptions(TlsCertificateSource Certificate)
{
    /// <summary>
    /// More certificates of ours. A client that asks for a host name (SNI, RFC 6066 section 3) gets the first one that is issued for
    /// it, wildcards included; <see cref="Certificate"/> comes before these. Default: none.
    /// </summary>
    public IReadOnlyList<TlsCertificateSource> OtherCertificates { get; init; } = [];

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
