using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// Whose certificates are accepted: the certificate authorities (or single self-signed certificates) peers' certificates must come from.
/// Files are read again when a handshake finds them changed, like those of <see cref="TlsCertificateSource"/>.
/// </summary>
public sealed class TlsTrust
{
    private readonly TlsFiles<X509Certificate2Collection>? _files;
    private readonly X509Certificate2Collection? _roots;

    private TlsTrust(TlsFiles<X509Certificate2Collection>? files, X509Certificate2Collection? roots, bool acceptsAny = false)
    {
        _files = files;
        _roots = roots;
        AcceptsAnyCertificate = acceptsAny;
    }

    /// <summary>The authorities the operating system trusts. The default.</summary>
    public static TlsTrust System { get; } = new(null, null);

    /// <summary>
    /// Any certificate, from anyone, for any name, expired or not: encryption without knowing with whom. For tests and
    /// for closed networks where somebody has decided so.
    /// </summary>
    public static TlsTrust AnyCertificate { get; } = new(null, null, acceptsAny: true);

    /// <summary>True for <see cref="AnyCertificate"/>.</summary>
    public bool AcceptsAnyCertificate { get; }

    /// <summary>Trusts the certificates in PEM files, each with one or more certificates, and nothing else.</summary>
    /// <exception cref="TlsFileException">A file is missing, bad or empty.</exception>
    public static TlsTrust FromPem(IEnumerable<string> paths, ILogger? logger = null)
    {
        string[] files = [.. paths];
        return files.Length == 0
            ? throw new ArgumentException("At least one file is needed.", nameof(paths))
            : new TlsTrust(
                new TlsFiles<X509Certificate2Collection>(files, () => Load(files), logger ?? NullLogger.Instance), null);
    }

    /// <summary>Trusts the certificates in one PEM file and nothing else.</summary>
    /// <exception cref="TlsFileException">The file is missing, bad or empty.</exception>
    public static TlsTrust FromPem(string path, ILogger? logger = null) => FromPem([path], logger);

    /// <summary>Trusts these certificates and nothing else.</summary>
    public static TlsTrust FromCertificates(params IEnumerable<X509Certificate2> certificates) => new(null, [.. certificates]);

    /// <summary>Reads the files again now, changed or not.</summary>
    public TlsReload Reload() => _files?.Reload() ?? TlsReload.Unchanged;

    internal X509ChainPolicy CreatePolicy(TlsRevocation revocation)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = revocation.Mode,
            RevocationFlag = revocation.Scope,
            UrlRetrievalTimeout = revocation.FetchTimeout,
            // Without a revocation check a handshake must not wait for some web server to hand out a missing intermediate.
            DisableCertificateDownloads = revocation.Mode != X509RevocationMode.Online,
        };
        if (revocation.AllowUnknown)
        {
            policy.VerificationFlags = X509VerificationFlags.IgnoreEndRevocationUnknown
                | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown;
        }

        if (_files?.Fresh() is not { } roots && (roots = _roots) is null)
        {
            return policy;
        }

        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var certificate in roots)
        {
            (IsRoot(certificate) ? policy.CustomTrustStore : policy.ExtraStore).Add(certificate);
        }

        return policy;
    }

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static X509Certificate2Collection Load(string[] paths)
    {
        var all = new X509Certificate2Collection();
        foreach (var path in paths)
        {
            var before = all.Count;
            try
            {
                all.ImportFromPemFile(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new TlsFileException(path, $"{path}: {exception.Message}", exception);
            }

            if (all.Count == before)
            {
                throw new TlsFileException(path, $"{path}: the file holds no certificate in PEM form.");
            }
        }

        return all;
    }
}
