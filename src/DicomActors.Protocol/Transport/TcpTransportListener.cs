using System.Net;
using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// A bound TCP port. <see cref="AcceptAsync"/> never waits for the peer beyond the TCP handshake: whatever comes next
/// (TLS, PROXY header) happens in <see cref="TransportConnection.EstablishAsync"/>, off the accept loop.
/// </summary>
public sealed class TcpTransportListener : TransportListener
{
    // So many in a row are no longer accident but a system that says so at every call: then the caller's wait is due.
    private const int MostSkippedInARow = 100;

    // Linux gives an accepted socket the options of the one that listens: six system calls less for every connection.
    private static readonly bool AcceptedInheritOptions = OperatingSystem.IsLinux();

    private readonly TcpListenerOptions _options;
    private readonly Func<Socket, CancellationToken, ValueTask<Socket>> _accept;
    private readonly Socket _socket;
    private long _goneBeforeAccepted;

    /// <summary>Binds and starts to listen.</summary>
    /// <exception cref="TransportException">The address is in use, not ours, or not allowed.</exception>
    public TcpTransportListener(TcpListenerOptions options)
        : this(options, static (socket, token) => socket.AcceptAsync(token))
    {
    }

    internal TcpTransportListener(TcpListenerOptions options, Func<Socket, CancellationToken, ValueTask<Socket>> accept)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _accept = accept;
        _socket = new Socket(options.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.EndPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _socket.DualMode = options.DualMode;
            }

            if (AcceptedInheritOptions)
            {
                options.Socket.Apply(_socket);
            }

            _socket.Bind(options.EndPoint);
            _socket.Listen(options.Backlog);
        }
        catch (SocketException exception)
        {
            _socket.Dispose();
            throw new TransportException(
                TransportException.Classify(exception), $"Cannot listen on {options.EndPoint}: {exception.Message}.", exception);
        }

        LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <inheritdoc/>
    public override IPEndPoint LocalEndPoint { get; }

    /// <inheritdoc/>
    public override long GoneBeforeAccepted => Interlocked.Read(ref _goneBeforeAccepted);

    /// <inheritdoc/>
    /// <remarks>
    /// When the system refuses more sockets, the exception says <see cref="TransportFailure.ResourcesExhausted"/>. The listener stays
    /// bound through every failure.
    /// </remarks>
    public override async ValueTask<TransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        for (var skipped = 0; ; skipped++)
        {
            Socket accepted;
            try
            {
                accepted = await _accept(_socket, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception) when (
                exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted && skipped < MostSkippedInARow)
            {
                Interlocked.Increment(ref _goneBeforeAccepted);
                continue;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.OperationAborted)
            {
                throw new ObjectDisposedException(nameof(TcpTransportListener));
            }
            catch (SocketException exception)
            {
                throw new TransportException(
                    TransportException.Classify(exception), $"Cannot accept on {LocalEndPoint}: {exception.Message}.", exception);
            }

            if (TryAdopt(accepted) is { } connection)
            {
                return connection;
            }

            Interlocked.Increment(ref _goneBeforeAccepted);
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private SocketTransportConnection? TryAdopt(Socket accepted)
    {
        try
        {
            if (!AcceptedInheritOptions)
            {
                _options.Socket.Apply(accepted);
            }

            return _options.Tls is null && _options.ProxyProtocol is null
                ? new SocketTransportConnection(accepted)
                : LayeredTransportConnection.Accepted(accepted, _options);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // The peer reset it between accept and now (load balancer probes do): no connection, no error.
            accepted.Dispose();
            return null;
        }
    }
}
