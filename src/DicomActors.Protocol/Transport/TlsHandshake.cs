using System.Net.Security;
using System.Security.Authentication;

namespace DicomActors.Protocol.Transport;

/// <summary>Runs TLS handshakes, bounded in time, and says in one line what went wrong with a failed one.</summary>
internal sealed class TlsHandshake
{
    private readonly TlsPeerVerification _verification;
    private readonly string _peer;
    private readonly bool _isServer;

    private TlsHandshake(TlsPeerVerification verification, string peer, bool isServer)
    {
        _verification = verification;
        _peer = peer;
        _isServer = isServer;
    }

    /// <summary>Handshakes on a connection we opened. Takes over the stream, and disposes it when it fails.</summary>
    /// <exception cref="TransportException">The handshake failed or took too long.</exception>
    public static ValueTask<SslStream> AsClientAsync(
        Stream transport, TlsClientOptions options, string host, string peer, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = options.TargetHost ?? host;
        var verification = new TlsPeerVerification(options.Trust, options.CheckHostName ? name : null, certificateRequired: true);
        var authentication = new SslClientAuthenticationOptions
        {
            TargetHost = name,
            EnabledSslProtocols = options.Profile.Protocols,
            CipherSuitesPolicy = options.Profile.CreateSuitesPolicy(),
            ClientCertificateContext = options.Certificate?.Context,
            CertificateChainPolicy = options.Trust.CreatePolicy(options.Revocation),
            RemoteCertificateValidationCallback = verification.Verify,
            AllowRenegotiation = false,
        };
        return new TlsHandshake(verification, peer, isServer: false).RunAsync(
            transport, (tls, token) => tls.AuthenticateAsClientAsync(authentication, token), options.HandshakeTimeout, time, cancellationToken);
    }

    /// <summary>Handshakes on a connection we accepted. Takes over the stream, and disposes it when it fails.</summary>
    /// <exception cref="TransportException">The handshake failed or took too long.</exception>
    public static ValueTask<SslStream> AsServerAsync(
        Stream transport, TlsServerOptions options, string peer, TimeProvider time, CancellationToken cancellationToken)
    {
        var asks = options.PeerAuthentication != TlsPeerAuthentication.None;
        var verification = new TlsPeerVerification(
            options.Trust, expectedHost: null, options.PeerAuthentication == TlsPeerAuthentication.Required);
        var authentication = new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = options.Profile.Protocols,
            CipherSuitesPolicy = options.Profile.CreateSuitesPolicy(),
            ClientCertificateRequired = asks,
            CertificateChainPolicy = options.Trust.CreatePolicy(options.Revocation),
            RemoteCertificateValidationCallback = verification.Verify,
            AllowRenegotiation = false,
        };

        ValueTask<SslServerAuthenticationOptions> SelectCertificate(SslStream tls, SslClientHelloInfo hello, object? state, CancellationToken token)
        {
            authentication.ServerCertificateContext = CertificateFor(hello.ServerName, options).Context;
            return ValueTask.FromResult(authentication);
        }

        return new TlsHandshake(verification, peer, isServer: true).RunAsync(
            transport, (tls, token) => tls.AuthenticateAsServerAsync(SelectCertificate, null, token), options.HandshakeTimeout, time, cancellationToken);
    }

    private static TlsCertificateSource CertificateFor(string serverName, TlsServerOptions options) =>
        serverName.Length == 0 || options.OtherCertificates.Count == 0 || options.Certificate.IsFor(serverName)
            ? options.Certificate
            : options.OtherCertificates.FirstOrDefault(certificate => certificate.IsFor(serverName)) ?? options.Certificate;

    private async ValueTask<SslStream> RunAsync(
        Stream transport,
        Func<SslStream, CancellationToken, Task> authenticate,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var watched = new TlsFirstBytesStream(transport);
        var tls = new SslStream(watched, leaveInnerStreamOpen: false);
        var done = false;
        try
        {
            await authenticate(tls, either.Token).ConfigureAwait(false);
            done = true;
            return tls;
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or IOException
            && deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TransportException(
                TransportFailure.TlsHandshakeTimedOut, $"{_peer}: the TLS handshake was not complete within {timeout.TotalSeconds:0.###} s.", exception);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            var failure = _isServer && watched.First.IsEmpty ? TransportFailure.LeftInSilence : TransportFailure.TlsHandshakeFailed;
            throw new TransportException(failure, $"{_peer}: {Explain(exception, watched.First)}.", exception);
        }
        finally
        {
            if (!done)
            {
                await tls.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private string Explain(Exception exception, ReadOnlySpan<byte> first)
    {
        if (TlsFirstBytes.DescribeForeign(first) is { } foreign)
        {
            return _isServer ? $"the peer sent {foreign} to a TLS port" : $"this port does not speak TLS, it answered with {foreign}";
        }

        if (_verification.Refusal is { } refusal)
        {
            return $"TLS handshake failed: {refusal}";
        }

        if (TlsFirstBytes.DescribeAlert(first) is { } alert)
        {
            return $"TLS handshake failed, the peer refused it: {alert}";
        }

        return first.IsEmpty
            ? _isServer
                ? "the peer closed the connection without starting TLS"
                : "the peer closed the connection without answering the TLS handshake; this may be no TLS port"
            : $"TLS handshake failed: {Innermost(exception).TrimEnd('.')}";
    }

    private static string Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : exception.Message;
}
