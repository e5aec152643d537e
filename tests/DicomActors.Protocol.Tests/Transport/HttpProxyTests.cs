using System.Text;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class HttpProxyTests
{
    private const string HeaderEnd = "\r\n\r\n";

    [Fact]
    public async Task Connect_Accepted_CarriesDataAndLosesNoByteBehindTheHeader()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await proxy.SendAsync("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\nbanner");
            await proxy.ReceiveThroughAsync("hello");
        });

        await using var connection = await ConnectAsync(peer);

        Assert.Equal("banner"u8.ToArray(), await TransportPair.ReadAsync(connection, 6));
        await connection.WriteAsync("hello"u8.ToArray());
        await peer.Done;
        Assert.Equal("CONNECT pacs.example:11112 HTTP/1.1\r\nHost: pacs.example:11112\r\n\r\nhello", peer.ReceivedText);
    }

    [Fact]
    public async Task Connect_WithLogin_SendsBasicAuthentication()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await proxy.SendAsync("HTTP/1.0 200 OK\r\n\r\n");
        });

        await using var connection = await ConnectAsync(peer, o => o with { UserName = "aladdin", Password = "open sesame" });

        var login = Convert.ToBase64String(Encoding.ASCII.GetBytes("aladdin:open sesame"));
        Assert.Contains($"\r\nProxy-Authorization: Basic {login}\r\n", peer.ReceivedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_IPv6Target_IsPutInBrackets()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await proxy.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
        });

        await using var connection = await ConnectAsync(peer, host: "2001:db8::1");

        Assert.StartsWith("CONNECT [2001:db8::1]:11112 HTTP/1.1\r\n", peer.ReceivedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AnswerInSingleBytes_IsUnderstood()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            foreach (var character in "HTTP/1.1 200 OK\r\nA: b\r\n\r\nx")
            {
                await proxy.SendAsync($"{character}");
            }
        });

        await using var connection = await ConnectAsync(peer);

        Assert.Equal("x"u8.ToArray(), await TransportPair.ReadAsync(connection, 1));
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n", "407 Proxy Authentication Required; it wants a user name and password")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nno!", "403 Forbidden")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\n\r\n", "502 Bad Gateway")]
    [InlineData("HTTP/1.1 2xx What\r\n\r\n", "not HTTP")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "not HTTP ('SSH-2.0-")]
    [InlineData("HT", "closed before the end")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n", "closed before the end")]
    public async Task Connect_OtherAnswer_FailsWithProxyAndAnswer(string answer, string fragment)
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await proxy.SendAsync(answer);
            proxy.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await proxy.ReceiveEndAsync();
        });

        var failure = await Assert.ThrowsAsync<TransportException>(() => ConnectAsync(peer));

        AssertFailure(failure, peer, fragment);
    }

    [Fact]
    public async Task Connect_LoginRefused_SaysSo()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await proxy.SendAsync("HTTP/1.1 407 No\r\n\r\n");
            await proxy.ReceiveEndAsync();
        });

        var failure = await Assert.ThrowsAsync<TransportException>(
            () => ConnectAsync(peer, o => o with { UserName = "aladdin", Password = "open sesame" }));

        AssertFailure(failure, peer, "password is wrong");
        Assert.DoesNotContain("open sesame", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_EndlessAnswer_FailsAtTheLimit()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await proxy.SendAsync("HTTP/1.1 200 OK\r\nX: " + new string('x', 5000));
            await proxy.ReceiveEndAsync();
        });

        var failure = await Assert.ThrowsAsync<TransportException>(() => ConnectAsync(peer, o => o with { MaximumAnswerLength = 1000 }));

        AssertFailure(failure, peer, "no end within 1000 bytes");
    }

    [Fact]
    public async Task Connect_CancelledWhileTheProxyIsSilent_ThrowsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await cancel.CancelAsync();
            await proxy.ReceiveEndAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConnectAsync(peer, cancellationToken: cancel.Token));
    }

    [Fact]
    public async Task Connect_ProxyIsDown_FailsAsTheProxysFailure()
    {
        var connector = new TcpConnector(new TcpConnectorOptions("pacs.example", 11112)
        {
            Proxy = new ProxyOptions(ProxyKind.HttpConnect, "127.0.0.1", ClosedPort.Number),
        });

        var failure = await Assert.ThrowsAsync<TransportException>(() => connector.ConnectAsync(CancellationToken.None).AsTask());

        Assert.Equal(TransportFailure.ProxyFailed, failure.Failure);
        Assert.StartsWith("pacs.example:11112 via HTTP proxy 127.0.0.1:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_HostWithALineEnd_IsNotSent()
    {
        await using var peer = new RawPeer(proxy => proxy.ReceiveEndAsync());

        var failure = await Assert.ThrowsAsync<TransportException>(() => ConnectAsync(peer, host: "pacs\r\nX-Evil: 1"));

        AssertFailure(failure, peer, "cannot be put in a request");
    }

    [Fact]
    public async Task Connect_WithTls_HandshakesWithTheTargetBehindTheProxy()
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0)) { Tls = TlsTestOptions.Server });
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveThroughAsync(HeaderEnd);
            await proxy.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await proxy.RelayAsync(listener.LocalEndPoint.Port);
        });
        var connector = new TcpConnector(new TcpConnectorOptions("localhost", 11112)
        {
            Proxy = new ProxyOptions(ProxyKind.HttpConnect, "127.0.0.1", peer.Port),
            Tls = TlsTestOptions.Client,
        });

        var connecting = connector.ConnectAsync(CancellationToken.None).AsTask();
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        await accepted.EstablishAsync(CancellationToken.None);
        await using var connection = await connecting;
        await connection.WriteAsync("through"u8.ToArray());

        Assert.Equal("through"u8.ToArray(), await TransportPair.ReadAsync(accepted, 7));
        await connection.DisposeAsync();
        await accepted.DisposeAsync();
    }

    [Fact]
    public void Options_Printed_ShowNoPassword()
    {
        var options = new ProxyOptions(ProxyKind.HttpConnect, "proxy", 3128) { UserName = "aladdin", Password = "open sesame" };

        Assert.Equal("HTTP proxy proxy:3128", options.ToString());
        Assert.DoesNotContain("sesame", new TcpConnectorOptions("pacs", 104) { Proxy = options }.ToString(), StringComparison.Ordinal);
    }

    private static async Task<TransportConnection> ConnectAsync(
        RawPeer proxy, Func<ProxyOptions, ProxyOptions>? change = null, string host = "pacs.example", CancellationToken cancellationToken = default)
    {
        var options = new ProxyOptions(ProxyKind.HttpConnect, "127.0.0.1", proxy.Port);
        var connector = new TcpConnector(new TcpConnectorOptions(host, 11112) { Proxy = change?.Invoke(options) ?? options });
        return await connector.ConnectAsync(cancellationToken);
    }

    private static void AssertFailure(TransportException failure, RawPeer proxy, string fragment)
    {
        Assert.Equal(TransportFailure.ProxyFailed, failure.Failure);
        Assert.Contains($"HTTP proxy 127.0.0.1:{proxy.Port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(fragment, failure.Message, StringComparison.Ordinal);
    }
}
