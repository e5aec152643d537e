using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>The rules both sides share: protocol versions and whom to trust.</summary>
internal static class TlsTrust
{
    /// <summary>BCP 195, RFC 8996: nothing older than TLS 1.2.</summary>
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    public static X509ChainPolicy ChainPolicy(X509Certificate2Collection? roots, X509RevocationMode revocation)
    {
        var policy = new X509ChainPolicy { RevocationMode = revocation, RevocationFlag = X509RevocationFlag.ExcludeRoot };
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    /// <summary>Waits for a handshake, but not longer than allowed; every way to fail becomes a <see cref="TransportException"/>.</summary>
    public static async ValueTask HandshakeAsync(
        Func<CancellationToken, Task> handshake, TimeSpan timeout, TimeProvider time, string peer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await handshake(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TransportException(
                TransportFailure.TlsHandshakeTimedOut, $"{peer}: no TLS handshake within {timeout.TotalSeconds:0.###} s.", exception);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            throw new TransportException(
                TransportFailure.TlsHandshakeFailed, $"{peer}: TLS handshake failed: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }

    public static TransportSecurity Describe(SslStream stream) => new(
        stream.SslProtocol,
        stream.NegotiatedCipherSuite.ToString(),
        stream.RemoteCertificate is { } certificate ? certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()) : null);
}
