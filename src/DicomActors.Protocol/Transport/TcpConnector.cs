using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// Connects over TCP, by a proxy and with TLS where the options say so. A host name's addresses are tried in the resolver's order
/// until one answers.
/// </summary>
public sealed class TcpConnector : TransportConnector
{
    private readonly TcpConnectorOptions _options;

    // A host that is an address needs no resolver, every time anew.
    private readonly IPAddress[]? _literal;

    /// <summary>Creates a connector.</summary>
    public TcpConnector(TcpConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _literal = options.Proxy is null && IPAddress.TryParse(options.Host, out var literal) ? [literal] : null;
        Target = string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.Port}");
    }

    /// <summary>Creates a connector with default options.</summary>
    public TcpConnector(string host, int port)
        : this(new TcpConnectorOptions(host, port))
    {
    }

    /// <inheritdoc />
    public override string Target { get; }

    /// <inheritdoc />
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = _options.Proxy is { } proxy
            ? await ConnectByProxyAsync(proxy, cancellationToken).ConfigureAwait(false)
            : await ConnectSocketAsync(_options.Host, _options.Port, Target, cancellationToken).ConfigureAwait(false);
        return _options.Tls is { } tls
            ? await LayeredTransportConnection
                .SecureAsync(socket, tls, _options.Host, Target, _options.TimeProvider, cancellationToken).ConfigureAwait(false)
            : new SocketTransportConnection(socket);
    }

    private async ValueTask<Socket> ConnectByProxyAsync(ProxyOptions proxy, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        var connected = false;
        try
        {
            socket = await ConnectSocketAsync(proxy.Host, proxy.Port, $"{proxy}", cancellationToken).ConfigureAwait(false);
            await ProxyHandshake
                .RunAsync(socket, proxy, _options.Host, _options.Port, Target, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            connected = true;
            return socket;
        }
        catch (TransportException exception) when (exception.Failure != TransportFailure.ProxyFailed)
        {
            throw new TransportException(TransportFailure.ProxyFailed, $"{Target} via {exception.Message}", exception);
        }
        finally
        {
            if (!connected)
            {
                socket?.Dispose();
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Socket> ConnectSocketAsync(string host, int port, string target, CancellationToken cancellationToken)
    {
        var addresses = _literal ?? await ResolveAsync(host, target, cancellationToken).ConfigureAwait(false);
        TransportException? last = null;
        foreach (var address in addresses)
        {
            var (socket, failure) = await TryConnectAsync(address, host, port, target, cancellationToken).ConfigureAwait(false);
            if (socket is not null)
            {
                return socket;
            }

            last = failure;
        }

        throw last ?? new TransportException(
            TransportFailure.NameNotFound, $"{target}: the host name has no usable address.");
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, string target, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, _options.AddressFamily, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw new TransportException(
                TransportFailure.NameNotFound, $"{target}: the host name cannot be resolved ({exception.Message}).", exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(Socket? Socket, TransportException? Failure)> TryConnectAsync(
        IPAddress address, string host, int port, string target, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        var connected = false;
        try
        {
            _options.Socket.Apply(socket);
            if (_options.SourceEndPoint is { } source)
            {
                socket.Bind(source);
            }

            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            connected = true;
            return (socket, null);
        }
        catch (SocketException exception)
        {
            return (null, Failure(address, host, target, exception));
        }
        finally
        {
            if (!connected)
            {
                socket.Dispose();
            }
        }
    }

    private static TransportException Failure(IPAddress address, string host, string target, SocketException exception)
    {
        var failure = TransportException.Classify(exception);
        var what = failure switch
        {
            TransportFailure.Refused => "connection refused, nothing listens on that port",
            TransportFailure.Unreachable => "host unreachable",
            TransportFailure.TimedOut => "no answer",
            TransportFailure.AddressUnavailable => "the source address cannot be used",
            _ => exception.Message,
        };
        var where = address.ToString() == host ? target : $"{target} ({address})";
        return new TransportException(failure, $"{where}: {what}.", exception);
    }
}
