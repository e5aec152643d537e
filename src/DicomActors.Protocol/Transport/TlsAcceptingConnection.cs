using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>An accepted connection whose TLS handshake happens in <see cref="EstablishAsync"/>, off the accept loop.</summary>
public sealed class TlsAcceptingConnection : TransportConnection
{
    private readonly TransportConnection _plain;
    private readonly TlsServerOptions _options;
    private SecuredTransportConnection? _secured;

    /// <summary>Takes over an accepted connection.</summary>
    public TlsAcceptingConnection(TransportConnection plain, TlsServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(options);
        _plain = plain;
        _options = options;
    }

    /// <inheritdoc />
    public override EndPoint? LocalEndPoint => _plain.LocalEndPoint;

    /// <inheritdoc />
    public override EndPoint? RemoteEndPoint => _plain.RemoteEndPoint;

    /// <inheritdoc />
    public override TransportSecurity? Security => _secured?.Security;

    /// <inheritdoc />
    public override bool PrefersZeroByteReads => true;

    private SecuredTransportConnection Secured =>
        _secured ?? throw new InvalidOperationException("The TLS handshake has not taken place: call EstablishAsync first.");

    /// <inheritdoc />
    public override async ValueTask EstablishAsync(CancellationToken cancellationToken)
    {
        await _plain.EstablishAsync(cancellationToken).ConfigureAwait(false);
        var stream = new SslStream(new TransportStream(_plain), leaveInnerStreamOpen: true);
        await TlsTrust.HandshakeAsync(
            token => stream.AuthenticateAsServerAsync(CreateOptions(), token),
            _options.HandshakeTimeout,
            _options.TimeProvider,
            RemoteEndPoint?.ToString() ?? "peer",
            cancellationToken).ConfigureAwait(false);
        _secured = new SecuredTransportConnection(_plain, stream);
    }

    /// <inheritdoc />
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Secured.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Secured.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override void Abort() => _plain.Abort();

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _secured?.DisposeAsync() ?? _plain.DisposeAsync();

    private SslServerAuthenticationOptions CreateOptions() => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(_options.Certificate.Current, additionalCertificates: null),
        EnabledSslProtocols = TlsTrust.Protocols,
        EncryptionPolicy = EncryptionPolicy.RequireEncryption,
        ClientCertificateRequired = _options.PeerCertificates != PeerCertificatePolicy.Ignored,
        CertificateChainPolicy = TlsTrust.ChainPolicy(_options.TrustedRoots, _options.Revocation),
        RemoteCertificateValidationCallback = IsTrusted,
    };

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => _options.PeerCertificates switch
    {
        PeerCertificatePolicy.Ignored => true,
        PeerCertificatePolicy.Optional when certificate is null => true,

        // A client's certificate names a device, not a host that could be compared with anything.
        _ => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
    };
}
