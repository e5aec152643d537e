using System.Net;
using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// A bound TCP port. <see cref="AcceptAsync"/> never waits for the peer beyond the TCP handshake: whatever comes next
/// (TLS, PROXY header) happens in <see cref="TransportConnection.EstablishAsync"/>, off the accept loop.
/// </summary>
public sealed class TcpTransportListener : IAsyncDisposable
{
    private readonly TcpListenerOptions _options;
    private readonly Socket _socket;

    /// <summary>Binds and starts to listen.</summary>
    /// <exception cref="TransportException">The address is in use, not ours, or not allowed.</exception>
    public TcpTransportListener(TcpListenerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _socket = new Socket(options.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.EndPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _socket.DualMode = options.DualMode;
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

    /// <summary>The bound address with the real port.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>
    /// Waits for the next connection. A connection that died before we took it is skipped.
    /// </summary>
    /// <exception cref="TransportException">
    /// The system refuses more sockets (<see cref="TransportFailure.ResourcesExhausted"/>): wait before the next call.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The listener was disposed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<TransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
            {
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
        }
    }

    /// <summary>Stops listening; accepted connections live on.</summary>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private SocketTransportConnection? TryAdopt(Socket accepted)
    {
        try
        {
            _options.Socket.Apply(accepted);
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
