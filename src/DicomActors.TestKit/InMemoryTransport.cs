using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.TestKit;

/// <summary>
/// A connection without a network: two ends joined by two bounded queues. An end that is not read holds up the
/// other end's writes once the queue is full, as a socket does.
/// </summary>
public sealed class InMemoryTransport
{
    /// <summary>Creates a connected pair.</summary>
    /// <param name="capacity">Bytes each direction holds before a write waits. Default 64 KiB.</param>
    public InMemoryTransport(int capacity = 64 * 1024)
    {
        var toServer = new InMemoryPipe(capacity);
        var toClient = new InMemoryPipe(capacity);
        var client = new IPEndPoint(IPAddress.Loopback, 50000);
        var server = new IPEndPoint(IPAddress.Loopback, 104);
        Client = new InMemoryConnection(toClient, toServer, client, server);
        Server = new InMemoryConnection(toServer, toClient, server, client);
        Connector = new SingleConnector(Client);
    }

    /// <summary>The end of who connects.</summary>
    public InMemoryConnection Client { get; }

    /// <summary>The end of who accepts.</summary>
    public InMemoryConnection Server { get; }

    /// <summary>A connector that hands out <see cref="Client"/>.</summary>
    public TransportConnector Connector { get; }

    private sealed class SingleConnector(InMemoryConnection connection) : TransportConnector
    {
        public override string Target => "memory";

        public override ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken) => new(connection);
    }
}
