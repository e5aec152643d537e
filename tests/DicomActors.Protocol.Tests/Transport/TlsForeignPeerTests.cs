using System.Net;
using System.Net.Sockets;
using System.Text;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>One side speaks TLS, the other something else, or nothing.</summary>
public sealed class TlsForeignPeerTests
{
    private static readonly byte[] AssociateRequestStart = [1, 0, 0, 0, 0, 0xCD, 0, 1, 0, 0, .. "STORESCP        "u8];
    private static readonly byte[] AbortPdu = [7, 0, 0, 0, 0, 4, 0, 0, 2, 1];

    [Fact]
    public async Task TlsPort_PlainDicom_FailsAtOnceAndSaysSo()
    {
        var failure = await EstablishWithAsync(AssociateRequestStart);

        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
        Assert.Contains("sent plain DICOM (an A-ASSOCIATE-RQ) to a TLS port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsPort_HttpRequest_FailsAtOnceAndSaysSo()
    {
        var failure = await EstablishWithAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: pacs\r\n\r\n"));

        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
        Assert.Contains("an HTTP request", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsPort_BrokenHello_Fails()
    {
        var failure = await EstablishWithAsync([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0xFF]);

        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
    }

    [Fact]
    public async Task TlsPort_ClosedBeforeHello_FailsAndSaysSo()
    {
        var failure = await EstablishWithAsync([], close: true);

        Assert.Equal(TransportFailure.LeftInSilence, failure.Failure);
        Assert.Contains("without starting TLS", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsPort_CancelledDuringHandshake_ThrowsCancelledAndClosesTheSocket()
    {
        await using var listener = Listen(TimeSpan.FromMinutes(1));
        using var socket = await ConnectAsync(listener);
        await using var connection = await listener.AcceptAsync(CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var establishing = connection.EstablishAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => establishing);
        await AssertClosedAsync(socket);
    }

    [Fact]
    public async Task AcceptLoop_PeerSilentInHandshake_AcceptsTheNextConnection()
    {
        await using var listener = Listen(TimeSpan.FromMinutes(1));
        using var silent = await ConnectAsync(listener);
        await using var first = await listener.AcceptAsync(CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var establishing = first.EstablishAsync(cancel.Token).AsTask();

        using var other = await ConnectAsync(listener);
        await using var second = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(TransportPair.Patience);

        Assert.False(establishing.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => establishing);
    }

    [Fact]
    public async Task TlsClient_PlainDicomServerAborts_FailsAndSaysSo()
    {
        var failure = await ConnectWithAsync(async peer =>
        {
            await peer.ReceiveAsync(6);
            await peer.SendAsync(AbortPdu);
            await peer.ReceiveEndAsync();
        });

        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
        Assert.Contains("does not speak TLS, it answered with plain DICOM", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsClient_ServerClosesOnHello_FailsAndSuspectsAPlainPort()
    {
        var failure = await ConnectWithAsync(async peer =>
        {
            await peer.ReceiveAsync(6);
            peer.Socket.Shutdown(SocketShutdown.Both);
            await peer.ReceiveEndAsync();
        });

        Assert.Equal(TransportFailure.TlsHandshakeFailed, failure.Failure);
        Assert.Contains("no TLS port", failure.Message, StringComparison.Ordinal);
    }

    private static TcpTransportListener Listen(TimeSpan timeout) => new(
        new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { Tls = TlsTestOptions.Server with { HandshakeTimeout = timeout } });

    private static async Task<Socket> ConnectAsync(TcpTransportListener listener)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndPoint);
        return socket;
    }

    /// <summary>What <c>EstablishAsync</c> makes of a client that sends these bytes; the socket must be closed afterwards.</summary>
    private static async Task<TransportException> EstablishWithAsync(byte[] bytes, bool close = false)
    {
        await using var listener = Listen(TransportPair.Patience);
        using var socket = await ConnectAsync(listener);
        await using var connection = await listener.AcceptAsync(CancellationToken.None);
        await socket.SendAsync(bytes);
        if (close)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        var failure = await Assert.ThrowsAsync<TransportException>(() => connection.EstablishAsync(CancellationToken.None).AsTask());
        await AssertClosedAsync(socket);
        return failure;
    }

    private static async Task<TransportException> ConnectWithAsync(Func<RawPeer, Task> behaviour)
    {
        await using var peer = new RawPeer(behaviour);
        var connector = new TcpConnector(new TcpConnectorOptions("127.0.0.1", peer.Port)
        {
            Tls = TlsTestOptions.Client with { HandshakeTimeout = TransportPair.Patience },
        });
        return await Assert.ThrowsAsync<TransportException>(() => connector.ConnectAsync(CancellationToken.None).AsTask());
    }

    private static async Task AssertClosedAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TransportPair.Patience);
        var buffer = new byte[256];
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token) > 0)
            {
                // A TLS alert may come before the end.
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed with unread bytes in it.
        }
    }
}
