using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>A TCP connection with something between TCP and DICOM: a PROXY protocol header, TLS, or both in this order.</summary>
internal sealed class LayeredTransportConnection : SocketTransportConnection
{
    private static readonly TimeSpan CloseNotifyTimeout = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly TcpListenerOptions? _accepting;
    private IPEndPoint? _announcedEndPoint;
    private SslStream? _tls;
    private TransportSecurity? _security;
    private bool _hasRead;
    private volatile bool _isBroken;

    private LayeredTransportConnection(Socket socket, TimeProvider time, TcpListenerOptions? accepting)
        : base(socket)
    {
        _socket = socket;
        _time = time;
        _accepting = accepting;
    }

    public override EndPoint? RemoteEndPoint => _announcedEndPoint ?? base.RemoteEndPoint;

    public override TransportSecurity? Security => _security;

    // SslStream takes its 16 KiB buffer when a read begins, not when data comes; a zero-byte read waits without one.
    public override bool PrefersZeroByteReads => _tls is not null;

    /// <summary>A connection a listener accepted; what the options ask for happens in <see cref="EstablishAsync"/>.</summary>
    public static LayeredTransportConnection Accepted(Socket socket, TcpListenerOptions options) =>
        new(socket, options.TimeProvider, options);

    /// <summary>Does the client's part of TLS on a connected socket, which it owns from the call on.</summary>
    /// <exception cref="TransportException">The handshake failed or took too long; the socket is closed.</exception>
    public static async ValueTask<LayeredTransportConnection> SecureAsync(
        Socket socket, TlsClientOptions options, string host, string target, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new LayeredTransportConnection(socket, time, accepting: null);
        connection.Adopt(
            await TlsHandshake.AsClientAsync(connection.Stream, options, host, target, time, cancellationToken).ConfigureAwait(false));
        return connection;
    }

    public override async ValueTask EstablishAsync(CancellationToken cancellationToken)
    {
        var established = false;
        try
        {
            if (_accepting?.ProxyProtocol is { } proxyProtocol && base.RemoteEndPoint is IPEndPoint proxy && proxyProtocol.Expects(proxy.Address))
            {
                _announcedEndPoint = await ProxyProtocolHeader
                    .ReadAsync(_socket, proxyProtocol, proxy, _time, cancellationToken).ConfigureAwait(false);
            }

            if (_accepting?.Tls is { } tls)
            {
                Adopt(await TlsHandshake.AsServerAsync(Stream, tls, $"{RemoteEndPoint}", _time, cancellationToken).ConfigureAwait(false));
            }

            established = true;
        }
        finally
        {
            if (!established)
            {
                await base.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _hasRead |= read > 0;
            return read;
        }
        catch (IOException exception) when (_tls is not null && exception is not TransportException)
        {
            throw Translate(exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await Stream.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (_tls is not null && exception is not TransportException)
        {
            throw Translate(exception);
        }
    }

    public override void Abort()
    {
        base.Abort();
        _tls?.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_tls is not null && !_isBroken)
        {
            await SendCloseNotifyAsync(_tls).ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    // A peer that no longer reads must not hold up the close, and one that is gone does not care.
    private async ValueTask SendCloseNotifyAsync(SslStream tls)
    {
        try
        {
            await tls.ShutdownAsync().WaitAsync(CloseNotifyTimeout, _time).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is IOException or SocketException or InvalidOperationException or NotSupportedException or TimeoutException
            or CryptographicException)
        {
            // RFC 8446 6.1: without it the peer sees a truncated stream; DICOM's own release has told it that all is said.
        }
    }

    private void Adopt(SslStream tls)
    {
        _tls = tls;
        Replace(tls);
        _security = new TransportSecurity(
            tls.SslProtocol, tls.NegotiatedCipherSuite.ToString(), tls.RemoteCertificate as X509Certificate2);
    }

    // With TLS 1.3 a server judges our certificate after our side of the handshake is over: its refusal comes with the first read.
    private TransportException Translate(IOException exception)
    {
        _isBroken = true;
        if (exception.InnerException is SocketException)
        {
            return new TransportException(TransportException.Classify(exception), $"{RemoteEndPoint}: {exception.InnerException.Message}.", exception);
        }

        var cause = exception.GetBaseException().Message.TrimEnd('.');
        return _hasRead
            ? new TransportException(TransportFailure.Other, $"{RemoteEndPoint}: the TLS session broke: {cause}.", exception)
            : new TransportException(TransportFailure.TlsHandshakeFailed, $"{RemoteEndPoint}: the peer ended the TLS handshake: {cause}.", exception);
    }
}
