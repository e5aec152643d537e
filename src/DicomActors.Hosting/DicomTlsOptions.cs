using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Hosting;

/// <summary>TLS of a listener, as options for configuration binding. Files are read again when a handshake finds them changed.</summary>
public sealed class DicomTlsOptions
{
    /// <summary>Our certificate: a PEM file, the certificate first and intermediate ones after it, or a PKCS #12 file (.pfx, .p12). Must be set.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>Its private key, a PEM file; null, the default, if it is in <see cref="Certificate"/>.</summary>
    public string? Key { get; set; }

    /// <summary>What the key or the PKCS #12 file is encrypted with; null, the default, if it is not.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// PEM files with the authorities clients' certificates must come from. Empty, the default: those the operating system trusts.
    /// </summary>
    public IList<string> Trusted { get; } = [];

    /// <summary>Whether clients must present a certificate. Default: they must.</summary>
    public TlsPeerAuthentication PeerAuthentication { get; set; } = TlsPeerAuthentication.Required;

    /// <summary>TLS versions and cipher suites: the name of a <see cref="TlsProfile"/>. Default <c>bcp195-rfc8996</c>.</summary>
    public string Profile { get; set; } = TlsProfile.Bcp195.Name;

    internal TlsServerOptions ToServerOptions(ILogger logger) => new(TlsCertificateSource.FromFile(Certificate, Key, Password, logger))
    {
        Trust = Trusted.Count == 0 ? TlsTrust.System : TlsTrust.FromPem(Trusted, logger),
        PeerAuthentication = PeerAuthentication,
        Profile = TlsProfile.Find(Profile) ?? throw new ArgumentException(
            $"DicomTlsOptions.Profile: '{Profile}' is not allowed; allowed: {string.Join(", ", TlsProfile.All)}."),
    };
}
