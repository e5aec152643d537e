namespace DicomActors.Protocol.Transport;

/// <summary>TLS for connections we open.</summary>
public sealed record TlsClientOptions
{
    /// <summary>TLS versions and cipher suites. Default: BCP 195 with RFC 8996, TLS 1.2 and 1.3.</summary>
    public TlsProfile Profile { get; init; } = TlsProfile.Bcp195;

    /// <summary>Whose certificate the server may have. Default: one of an authority the operating system trusts.</summary>
    public TlsTrust Trust { get; init; } = TlsTrust.System;

    /// <summary>Whether revoked certificates are looked for. Default: no.</summary>
    public TlsRevocation Revocation { get; init; } = TlsRevocation.None;

    /// <summary>Our certificate, for servers that want one (mutual authentication); null (default) presents none.</summary>
    public TlsCertificateSource? Certificate { get; init; }

    /// <summary>
    /// The name the server's certificate must carry, and the one sent to it (SNI); null (default): the host that is connected to.
    /// For peers that are addressed by IP and have a certificate for a name.
    /// </summary>
    public string? TargetHost { get; init; }

    /// <summary>Whether the certificate must be for <see cref="TargetHost"/>. Default true; off, any certificate from <see cref="Trust"/> will do.</summary>
    public bool CheckHostName { get; init; } = true;

    /// <summary>Longest time the handshake may take. 1 ms to 1 hour; default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init => field = TransportLimits.Timeout(value); } = TimeSpan.FromSeconds(10);
}
