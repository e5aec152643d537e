using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>A listener on loopback and one connection to it, with what became of either side.</summary>
internal sealed class TransportPair : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<IAsyncDisposable> _owned = [];

    public TransportConnection? Client { get; private set; }

    public TransportConnection Server { get; private set; } = null!;

    public TransportException? ClientFailure { get; private set; }

    public TransportException? ServerFailure { get; private set; }

    public int Port { get; private set; }

    /// <summary>Connects, accepts and establishes; failures of either side are kept.</summary>
    public static async Task<TransportPair> OpenAsync(
        Func<TcpListenerOptions, TcpListenerOptions> listening,
        Func<TcpConnectorOptions, TcpConnectorOptions> connecting,
        IPAddress? address = null,
        string? host = null)
    {
        address ??= IPAddress.Loopback;
        var pair = new TransportPair();
        var listener = new TcpTransportListener(listening(new TcpListenerOptions(new IPEndPoint(address, 0))));
        pair._owned.Add(listener);
        pair.Port = listener.LocalEndPoint.Port;
        using var patience = new CancellationTokenSource(Patience);
        var connector = new TcpConnector(connecting(new TcpConnectorOptions(host ?? address.ToString(), pair.Port)));
        await Task.WhenAll(pair.ConnectAsync(connector, patience.Token), pair.AcceptAsync(listener, patience.Token));
        return pair;
    }

    /// <summary>Sends a few bytes each way and says whether they came through.</summary>
    public async Task AssertCarriesDataAsync()
    {
        Assert.Null(ClientFailure?.Message);
        Assert.Null(ServerFailure?.Message);
        await AssertCarriesAsync(Client!, Server, "from client"u8.ToArray());
        await AssertCarriesAsync(Server, Client!, "from server"u8.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }
    }

    public static async Task<byte[]> ReadAsync(TransportConnection connection, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[count];
        var filled = 0;
        while (filled < count)
        {
            var read = await connection.ReadAsync(buffer.AsMemory(filled), patience.Token);
            Assert.True(read > 0, $"Expected {count} bytes, the connection ended after {filled}.");
            filled += read;
        }

        return buffer;
    }

    private static async Task AssertCarriesAsync(TransportConnection from, TransportConnection to, byte[] bytes)
    {
        await from.WriteAsync(bytes);
        Assert.Equal(bytes, await ReadAsync(to, bytes.Length));
    }

    private async Task ConnectAsync(TcpConnector connector, CancellationToken cancellationToken)
    {
        try
        {
            Client = await connector.ConnectAsync(cancellationToken);
            _owned.Add(Client);
        }
        catch (TransportException failure)
        {
            ClientFailure = failure;
        }
    }

    private async Task AcceptAsync(TcpTransportListener listener, CancellationToken cancellationToken)
    {
        Server = await listener.AcceptAsync(cancellationToken);
        _owned.Add(Server);
        try
        {
            await Server.EstablishAsync(cancellationToken);
        }
        catch (TransportException failure)
        {
            ServerFailure = failure;
        }
    }
}
