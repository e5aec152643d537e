using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>What protects an established connection.</summary>
/// <param name="Protocol">The negotiated TLS version.</param>
/// <param name="CipherSuite">The negotiated cipher suite by its IANA name.</param>
/// <param name="PeerCertificate">The peer's certificate, if it presented one.</param>
public sealed record TransportSecurity(SslProtocols Protocol, string CipherSuite, X509Certificate2? PeerCertificate);
