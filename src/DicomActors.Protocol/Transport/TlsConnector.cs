using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>Connects with TLS over what another connector opens.</summary>
public sealed class TlsConnector : TransportConnector
{
    private readonly TransportConnector _inner;
    private readonly TlsClientOptions _options;

    /// <summary>Creates a connector.</summary>
    /// <param name="inner">Opens the connection that TLS runs over.</param>
    /// <param name="options">TLS options; the server name is needed here where the inner connector's target is not host:port.</param>
    public TlsConnector(TransportConnector inner, TlsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(options);
        _inner = inner;
        _options = options;
    }

    /// <inheritdoc />
    public override string Target => _inner.Target;

    /// <inheritdoc />
    public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var plain = await _inner.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var isSecured = false;
        try
        {
            var stream = new SslStream(new TransportStream(plain), leaveInnerStreamOpen: true);
            await TlsTrust.HandshakeAsync(
                token => stream.AuthenticateAsClientAsync(CreateOptions(), token),
                _options.HandshakeTimeout,
                _options.TimeProvider,
                Target,
                cancellationToken).ConfigureAwait(false);
            isSecured = true;
            return new SecuredTransportConnection(plain, stream);
        }
        finally
        {
            if (!isSecured)
            {
                plain.Abort();
            }
        }
    }

    private SslClientAuthenticationOptions CreateOptions() => new()
    {
        TargetHost = _options.ServerName ?? Target[..Target.LastIndexOf(':')],
        EnabledSslProtocols = TlsTrust.Protocols,
        EncryptionPolicy = EncryptionPolicy.RequireEncryption,
        ClientCertificates = _options.Certificate is { } certificate ? new X509CertificateCollection { certificate.Current } : null,
        CertificateChainPolicy = TlsTrust.ChainPolicy(_options.TrustedRoots, _options.Revocation),
        RemoteCertificateValidationCallback = IsTrusted,
    };

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        (_options.CheckServerName ? errors : errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
}
