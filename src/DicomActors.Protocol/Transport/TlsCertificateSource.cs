using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// Our own certificate with its private key and the intermediate certificates peers may need, from files or memory.
/// Files are watched without a watcher: each handshake looks at their times, and reads them again when they changed. Files that cannot
/// be used leave the certificate in place that was read before; that is logged as an error. Safe to share between connectors and listeners.
/// </summary>
public sealed class TlsCertificateSource
{
    private readonly TlsFiles<SslStreamCertificateContext>? _files;
    private readonly SslStreamCertificateContext? _fixed;

    private TlsCertificateSource(TlsFiles<SslStreamCertificateContext>? files, SslStreamCertificateContext? fixedContext)
    {
        _files = files;
        _fixed = fixedContext;
    }

    /// <summary>The certificate in use.</summary>
    public X509Certificate2 Certificate => Context.TargetCertificate;

    internal SslStreamCertificateContext Context => _fixed ?? _files!.Fresh();

    /// <summary>Reads a file by its name: <c>.pfx</c> and <c>.p12</c> as <see cref="FromPfx"/> does, any other as <see cref="FromPem"/>.</summary>
    /// <exception cref="TlsFileException">A file is missing or bad, or the key is not the certificate's.</exception>
    public static TlsCertificateSource FromFile(
        string certificatePath, string? keyPath = null, string? password = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(certificatePath);
        return Path.GetExtension(certificatePath).ToUpperInvariant() is ".PFX" or ".P12"
            ? FromPfx(certificatePath, password, logger)
            : FromPem(certificatePath, keyPath, password, logger);
    }

    /// <summary>Reads a PEM file and keeps an eye on it.</summary>
    /// <param name="certificatePath">The certificate first, then any intermediate certificates.</param>
    /// <param name="keyPath">The private key; null when it is in <paramref name="certificatePath"/> too.</param>
    /// <param name="password">For an encrypted key; null for a plain one.</param>
    /// <param name="logger">Told of reloads and bad files.</param>
    /// <exception cref="TlsFileException">A file is missing or bad, or the key is not the certificate's.</exception>
    public static TlsCertificateSource FromPem(
        string certificatePath, string? keyPath = null, string? password = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(certificatePath);
        keyPath ??= certificatePath;
        return new TlsCertificateSource(
            new TlsFiles<SslStreamCertificateContext>(
                keyPath == certificatePath ? [certificatePath] : [certificatePath, keyPath],
                () => LoadPem(certificatePath, keyPath, password),
                logger ?? NullLogger.Instance),
            null);
    }

    /// <summary>Reads a PKCS #12 file (.pfx, .p12) and keeps an eye on it.</summary>
    /// <exception cref="TlsFileException">The file is missing or bad, the password wrong, or it holds no private key.</exception>
    public static TlsCertificateSource FromPfx(string path, string? password = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new TlsCertificateSource(
            new TlsFiles<SslStreamCertificateContext>([path], () => LoadPfx(path, password), logger ?? NullLogger.Instance), null);
    }

    /// <summary>Takes a certificate from memory; it must stay undisposed as long as connections use it.</summary>
    /// <exception cref="ArgumentException">It has no private key.</exception>
    public static TlsCertificateSource FromCertificate(X509Certificate2 certificate, X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException($"The certificate of {certificate.Subject} has no private key.", nameof(certificate));
        }

        return new TlsCertificateSource(null, SslStreamCertificateContext.Create(certificate, intermediates, offline: true));
    }

    /// <summary>Reads the files again now, changed or not; handshakes that run keep what they have.</summary>
    public TlsReload Reload() => _files?.Reload() ?? TlsReload.Unchanged;

    // The client's text: what is no host name at all matches nothing, without an exception.
    internal bool IsFor(string hostName) =>
        Uri.CheckHostName(hostName) == UriHostNameType.Dns && Certificate.MatchesHostname(hostName, allowWildcards: true, allowCommonName: false);

    private static SslStreamCertificateContext LoadPem(string certificatePath, string keyPath, string? password)
    {
        var certificate = password is null
            ? X509Certificate2.CreateFromPemFile(certificatePath, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(certificatePath, password, keyPath);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(certificatePath);
        return SslStreamCertificateContext.Create(Persisted(certificate), Others(all, certificate), offline: true);
    }

    private static SslStreamCertificateContext LoadPfx(string path, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
        var certificate = all.FirstOrDefault(candidate => candidate.HasPrivateKey)
            ?? throw new ArgumentException("the file holds no certificate with a private key.");
        return SslStreamCertificateContext.Create(certificate, Others(all, certificate), offline: true);
    }

    private static X509Certificate2Collection Others(X509Certificate2Collection all, X509Certificate2 certificate) =>
        [.. all.Where(other => !other.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))];

    // Windows' TLS cannot use a key that lives only in this process.
    private static X509Certificate2 Persisted(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
