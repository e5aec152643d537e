using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>TLS of an outgoing connection, by the BCP 195 / RFC 8996 profile: TLS 1.2 and 1.3 only.</summary>
public sealed record TlsClientOptions
{
    /// <summary>Name sent in SNI and expected in the server's certificate; null (default) takes the host that is connected to.</summary>
    public string? ServerName { get; init; }

    /// <summary>Our certificate with private key, for mutual authentication; null (default) offers none.</summary>
    public TlsCertificate? Certificate { get; init; }

    /// <summary>Certificate authorities to trust instead of the system's; null (default) trusts the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Whether the name in the certificate must be that of the server. Default true; device certificates often carry no host name.</summary>
    public bool CheckServerName { get; init; } = true;

    /// <summary>Whether certificates are checked for revocation. Default no check: most hospital networks cannot reach the lists.</summary>
    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>Longest time the handshake may take. Default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
