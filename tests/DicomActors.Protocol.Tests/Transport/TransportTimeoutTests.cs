using System.Net;
using System.Net.Sockets;
using System.Text;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>The time limits of what comes before the first DICOM byte, on a clock that stands still until the test moves it.</summary>
public sealed class TransportTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly ProxyProtocolOptions FromLoopback = new([IPNetwork.Parse("127.0.0.0/8")]) { HeaderTimeout = Limit };

    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x16, 3, 1 })]
    public async Task TlsPort_ClientFallsSilent_TimesOutAtTheLimitAndClosesTheSocket(byte[] start)
    {
        var failure = await AcceptAsync(o => o with { Tls = TlsTestOptions.Server with { HandshakeTimeout = Limit } }, start);

        Assert.Equal(TransportFailure.TlsHandshakeTimedOut, failure.Failure);
        Assert.Contains("within 40 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PROXY TCP4 192.0")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0")]
    public async Task ProxyHeader_FallsSilent_TimesOutAtTheLimitAndClosesTheSocket(string start)
    {
        var failure = await AcceptAsync(o => o with { ProxyProtocol = FromLoopback }, Encoding.Latin1.GetBytes(start));

        Assert.Equal(TransportFailure.ProxyHeaderInvalid, failure.Failure);
        Assert.Contains("it was not complete within 40 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsBehindAProxyHeader_BeginsItsLimitWhenTheHeaderIsRead()
    {
        var shorter = Limit / 4;
        await using var listener = Listen(o => o with { ProxyProtocol = FromLoopback, Tls = TlsTestOptions.Server with { HandshakeTimeout = shorter } });
        using var socket = await ConnectAsync(listener);
        await using var connection = await listener.AcceptAsync(CancellationToken.None);
        var establishing = connection.EstablishAsync(CancellationToken.None).AsTask();
        await _clock.WhenTimerIsDueWithinAsync(Limit).WaitAsync(TransportPair.Patience);
        _clock.Advance(Limit / 2);

        await socket.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n"u8.ToArray());

        await _clock.WhenTimerIsDueWithinAsync(shorter).WaitAsync(TransportPair.Patience);
        _clock.Advance(shorter - Moment);
        Assert.False(establishing.IsCompleted, "It ended before its limit.");
        _clock.Advance(Moment);
        var failure = await Assert.ThrowsAsync<TransportException>(() => establishing.WaitAsync(TransportPair.Patience));
        Assert.Equal(TransportFailure.TlsHandshakeTimedOut, failure.Failure);
        Assert.StartsWith("192.0.2.7:49153: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsClient_ServerIsSilent_TimesOutAtTheLimit()
    {
        await using var peer = new RawPeer(peer => peer.ReceiveEndAsync());

        var failure = await FailAsync(ConnectAsync(peer, o => o with { Tls = TlsTestOptions.Client with { HandshakeTimeout = Limit } }));

        Assert.Equal(TransportFailure.TlsHandshakeTimedOut, failure.Failure);
        Assert.Contains("within 40 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProxyKind.HttpConnect, "")]
    [InlineData(ProxyKind.HttpConnect, "HTTP/1.1 200 OK\r\nVia: ")]
    [InlineData(ProxyKind.Socks5, "")]
    [InlineData(ProxyKind.Socks5, "\u0005")]
    [InlineData(ProxyKind.Socks5, "\u0005\0")]
    [InlineData(ProxyKind.Socks5, "\u0005\0\u0005\0\0\u0001\u0007")]
    public async Task Proxy_FallsSilent_TimesOutAtTheLimit(ProxyKind kind, string start)
    {
        await using var peer = new RawPeer(async peer =>
        {
            await peer.SendAsync(start);
            await peer.ReceiveEndAsync();
        });

        var failure = await FailAsync(ConnectAsync(peer, o => o with { Proxy = new ProxyOptions(kind, "127.0.0.1", peer.Port) { Timeout = Limit } }));

        Assert.Equal(TransportFailure.ProxyFailed, failure.Failure);
        Assert.Contains("no complete answer within 40 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_IsEstablished_LeavesNoTimerBehind()
    {
        await using var pair = await TransportPair.OpenAsync(
            o => o with { Tls = TlsTestOptions.Server, TimeProvider = _clock }, o => o with { Tls = TlsTestOptions.Client, TimeProvider = _clock });
        await pair.AssertCarriesDataAsync();

        Assert.Equal(0, _clock.ArmedTimerCount);
        _clock.Advance(TimeSpan.FromHours(2));
        await pair.AssertCarriesDataAsync();
    }

    private async Task<TransportException> AcceptAsync(Func<TcpListenerOptions, TcpListenerOptions> options, byte[] start)
    {
        await using var listener = Listen(options);
        using var socket = await ConnectAsync(listener);
        await using var connection = await listener.AcceptAsync(CancellationToken.None);
        await socket.SendAsync(start);
        var failure = await FailAsync(connection.EstablishAsync(CancellationToken.None).AsTask());
        await AssertClosedAsync(socket);
        return failure;
    }

    private async Task<TransportException> FailAsync(Task establishing)
    {
        await NearlyAsync(establishing);
        _clock.Advance(Moment);
        return await Assert.ThrowsAsync<TransportException>(() => establishing.WaitAsync(TransportPair.Patience));
    }

    /// <summary>Moves the clock to one moment before the limit: nothing must happen.</summary>
    private async Task NearlyAsync(Task establishing)
    {
        await _clock.WhenTimerIsDueWithinAsync(Limit).WaitAsync(TransportPair.Patience);
        _clock.Advance(Limit - Moment);
        Assert.False(establishing.IsCompleted, "It ended before its limit.");
    }

    private TcpTransportListener Listen(Func<TcpListenerOptions, TcpListenerOptions> options) =>
        new(options(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { TimeProvider = _clock }));

    private Task<TransportConnection> ConnectAsync(RawPeer peer, Func<TcpConnectorOptions, TcpConnectorOptions> options) =>
        new TcpConnector(options(new TcpConnectorOptions("127.0.0.1", peer.Port) { TimeProvider = _clock })).ConnectAsync(CancellationToken.None).AsTask();

    private static async Task<Socket> ConnectAsync(TcpTransportListener listener)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndPoint);
        return socket;
    }

    private static async Task AssertClosedAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TransportPair.Patience);
        try
        {
            while (await socket.ReceiveAsync(new byte[256], SocketFlags.None, patience.Token) > 0)
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
