using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>TLS of accepted connections, by the BCP 195 / RFC 8996 profile: TLS 1.2 and 1.3 only.</summary>
/// <param name="Certificate">Our certificate with private key.</param>
public sealed record TlsServerOptions(TlsCertificate Certificate)
{
    /// <summary>Whether the peer must, may or need not present a certificate. Default: it must.</summary>
    public PeerCertificatePolicy PeerCertificates { get; init; } = PeerCertificatePolicy.Required;

    /// <summary>Certificate authorities to trust instead of the system's; null (default) trusts the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Whether certificates are checked for revocation. Default no check.</summary>
    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>Longest time the handshake may take. Default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
