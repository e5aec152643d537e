using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>Connects over plain TCP. A host name's addresses are tried in the resolver's order until one answers.</summary>
public sealed class TcpConnector : TransportConnector
{
    private readonly TcpConnectorOptions _options;

    /// <summary>Creates a connector.</summary>
    public TcpConnector(TcpConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
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
    public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(cancellationToken).ConfigureAwait(false);
        TransportException? last = null;
        foreach (var address in addresses)
        {
            var (socket, failure) = await TryConnectAsync(address, cancellationToken).ConfigureAwait(false);
            if (socket is not null)
            {
                return new SocketTransportConnection(socket);
            }

            last = failure;
        }

        throw last ?? new TransportException(
            TransportFailure.NameNotFound, $"{Target}: the host name has no usable address.");
    }

    private async ValueTask<IPAddress[]> ResolveAsync(CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(_options.Host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(_options.Host, _options.AddressFamily, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw new TransportException(
                TransportFailure.NameNotFound, $"{Target}: the host name cannot be resolved ({exception.Message}).", exception);
        }
    }

    private async ValueTask<(Socket? Socket, TransportException? Failure)> TryConnectAsync(
        IPAddress address, CancellationToken cancellationToken)
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

            await socket.ConnectAsync(new IPEndPoint(address, _options.Port), cancellationToken).ConfigureAwait(false);
            connected = true;
            return (socket, null);
        }
        catch (SocketException exception)
        {
            return (null, Failure(address, exception));
        }
        finally
        {
            if (!connected)
            {
                socket.Dispose();
            }
        }
    }

    private TransportException Failure(IPAddress address, SocketException exception)
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
        var where = address.ToString() == _options.Host ? Target : $"{Target} ({address})";
        return new TransportException(failure, $"{where}: {what}.", exception);
    }
}
