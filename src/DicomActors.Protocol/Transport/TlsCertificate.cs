using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomActors.Protocol.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// A certificate with private key. One from files is loaded again when they change: connections made after that use the new one, and
/// those that exist are left alone. Thread-safe.
/// </summary>
public sealed class TlsCertificate
{
    private readonly Lock _lock = new();
    private readonly Func<X509Certificate2>? _load;
    private readonly string[] _files = [];
    private readonly ILogger _logger;
    private X509Certificate2 _current;
    private DateTime _stamp;

    /// <summary>A certificate that stays the same.</summary>
    public TlsCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException("The certificate has no private key.", nameof(certificate));
        }

        _current = certificate;
        _logger = NullLogger.Instance;
    }

    private TlsCertificate(Func<X509Certificate2> load, string[] files, ILogger logger)
    {
        _load = load;
        _files = files;
        _logger = logger;
        _stamp = Stamp();
        _current = load();
    }

    /// <summary>The certificate as it is now.</summary>
    public X509Certificate2 Current
    {
        get
        {
            lock (_lock)
            {
                ReloadIfChanged();
                return _current;
            }
        }
    }

    /// <summary>A certificate from PEM files.</summary>
    /// <exception cref="CryptographicException">The files hold no certificate and key that belong together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TlsCertificate FromPemFiles(string certificatePath, string keyPath, ILogger? logger = null) => new(
        () =>
        {
            // A key from PEM is ephemeral, which some platforms' TLS cannot use; through PKCS #12 it is a normal one.
            using var pem = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        },
        [certificatePath, keyPath],
        logger ?? NullLogger.Instance);

    /// <summary>A certificate from a PKCS #12 file.</summary>
    /// <exception cref="CryptographicException">The file or the password is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TlsCertificate FromPkcs12File(string path, string? password, ILogger? logger = null) =>
        new(() => X509CertificateLoader.LoadPkcs12FromFile(path, password), [path], logger ?? NullLogger.Instance);

    private void ReloadIfChanged()
    {
        if (_load is null)
        {
            return;
        }

        try
        {
            var stamp = Stamp();
            if (stamp == _stamp)
            {
                return;
            }

            _current = _load();
            _stamp = stamp;
            EngineLog.CertificateReloaded(_logger, _files[0]);
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException)
        {
            // Half-written files are normal while they are replaced: the old certificate goes on until the new one is whole.
            EngineLog.CertificateReloadFailed(_logger, _files[0], exception);
        }
    }

    private DateTime Stamp() => _files.Max(File.GetLastWriteTimeUtc);
}
