using System.Net.Sockets;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class Socks5ProxyTests
{
    private static readonly byte[] Accepted = [5, 0, 0, 1, 127, 0, 0, 1, 0, 80];

    [Fact]
    public async Task HostName_NoLogin_IsResolvedByTheProxyAndCarriesData()
    {
        byte[] request = [];
        await using var peer = new RawPeer(async proxy =>
        {
            Assert.Equal([5, 1, 0], await proxy.ReceiveAsync(3));
            await proxy.SendAsync(new byte[] { 5, 0 });
            request = await proxy.ReceiveAsync(4 + 1 + 12 + 2);
            await proxy.SendAsync((byte[])[.. Accepted, .. "banner"u8]);
            await proxy.ReceiveAsync(5);
        });

        await using var connection = await ConnectAsync(peer);
        await connection.WriteAsync("hello"u8.ToArray());

        Assert.Equal("banner"u8.ToArray(), await TransportPair.ReadAsync(connection, 6));
        await peer.Done;
        Assert.Equal([5, 1, 0, 3, 12, .. "pacs.example"u8, 0x2B, 0x68], request);
    }

    [Theory]
    [InlineData("10.1.2.3", new byte[] { 1, 10, 1, 2, 3 })]
    [InlineData("2001:db8::1", new byte[] { 4, 0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 })]
    public async Task LiteralAddress_IsSentAsSuch(string host, byte[] expected)
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveAsync(3);
            await proxy.SendAsync(new byte[] { 5, 0 });
            Assert.Equal([5, 1, 0, .. expected, 0x2B, 0x68], await proxy.ReceiveAsync(3 + expected.Length + 2));
            // The bound address may be of any type.
            await proxy.SendAsync((byte[])[5, 0, 0, 3, 4, .. "name"u8, 0, 80]);
        });

        await using var connection = await ConnectAsync(peer, host: host);
    }

    [Fact]
    public async Task Login_Wanted_IsSent()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            Assert.Equal([5, 2, 0, 2], await proxy.ReceiveAsync(4));
            await proxy.SendAsync(new byte[] { 5, 2 });
            Assert.Equal([1, 7, .. "aladdin"u8, 6, .. "sesame"u8], await proxy.ReceiveAsync(1 + 1 + 7 + 1 + 6));
            await proxy.SendAsync(new byte[] { 1, 0 });
            await proxy.ReceiveAsync(4 + 1 + 12 + 2);
            await proxy.SendAsync((byte[])[5, 0, 0, 4, .. new byte[16], 0, 80]);
        });

        await using var connection = await ConnectAsync(peer, o => o with { UserName = "aladdin", Password = "sesame" });
    }

    [Theory]
    [InlineData(new byte[] { 5, 0xFF }, "it wants a login")]
    [InlineData(new byte[] { 5, 2 }, "login method 2, which was not offered")]
    [InlineData(new byte[] { 4, 0 }, "not SOCKS5")]
    [InlineData(new byte[] { (byte)'H', (byte)'T', (byte)'T', (byte)'P' }, "not SOCKS5 ('H")]
    [InlineData(new byte[] { 5 }, "closed before the end")]
    public async Task Greeting_OtherAnswer_FailsWithProxyAndAnswer(byte[] answer, string fragment)
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveAsync(3);
            await proxy.SendAsync(answer);
            proxy.Socket.Shutdown(SocketShutdown.Send);
            await proxy.ReceiveEndAsync();
        });

        AssertFailure(await Assert.ThrowsAsync<TransportException>(() => ConnectAsync(peer)), peer, fragment);
    }

    [Theory]
    [InlineData(new byte[] { 5, 1, 0, 1, 0, 0, 0, 0, 0, 0 }, "general failure")]
    [InlineData(new byte[] { 5, 2, 0, 1, 0, 0, 0, 0, 0, 0 }, "not allowed by its rules")]
    [InlineData(new byte[] { 5, 4, 0, 1, 0, 0, 0, 0, 0, 0 }, "host unreachable")]
    [InlineData(new byte[] { 5, 5, 0, 1, 0, 0, 0, 0, 0, 0 }, "connection refused")]
    [InlineData(new byte[] { 5, 77, 0, 1, 0, 0, 0, 0, 0, 0 }, "reply 77")]
    [InlineData(new byte[] { 5, 0, 0, 9, 0, 0, 0, 0, 0, 0 }, "unknown address type 9")]
    [InlineData(new byte[] { 5, 0, 0, 1, 0, 0 }, "closed before the end")]
    [InlineData(new byte[] { 4, 90, 0, 0, 0, 0, 0, 0 }, "not SOCKS5")]
    public async Task Connect_OtherAnswer_FailsWithProxyAndAnswer(byte[] answer, string fragment)
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveAsync(3);
            await proxy.SendAsync(new byte[] { 5, 0 });
            await proxy.ReceiveAsync(4 + 1 + 12 + 2);
            await proxy.SendAsync(answer);
            proxy.Socket.Shutdown(SocketShutdown.Send);
            await proxy.ReceiveEndAsync();
        });

        AssertFailure(await Assert.ThrowsAsync<TransportException>(() => ConnectAsync(peer)), peer, fragment);
    }

    [Fact]
    public async Task Login_Refused_SaysSo()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveAsync(4);
            await proxy.SendAsync(new byte[] { 5, 2 });
            await proxy.ReceiveAsync(1 + 1 + 7 + 1 + 6);
            await proxy.SendAsync(new byte[] { 1, 1 });
            await proxy.ReceiveEndAsync();
        });

        var failure = await Assert.ThrowsAsync<TransportException>(
            () => ConnectAsync(peer, o => o with { UserName = "aladdin", Password = "sesame" }));

        AssertFailure(failure, peer, "refused the user name or password");
        Assert.DoesNotContain("sesame", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_TooLong_IsNotSent()
    {
        await using var peer = new RawPeer(async proxy =>
        {
            await proxy.ReceiveAsync(4);
            await proxy.SendAsync(new byte[] { 5, 2 });
            await proxy.ReceiveEndAsync();
        });

        var failure = await Assert.ThrowsAsync<TransportException>(
            () => ConnectAsync(peer, o => o with { UserName = new string('u', 256) }));

        AssertFailure(failure, peer, "longer than 255 bytes");
    }

    private static async Task<TransportConnection> ConnectAsync(
        RawPeer proxy, Func<ProxyOptions, ProxyOptions>? change = null, string host = "pacs.example")
    {
        var options = new ProxyOptions(ProxyKind.Socks5, "127.0.0.1", proxy.Port);
        var connector = new TcpConnector(new TcpConnectorOptions(host, 11112) { Proxy = change?.Invoke(options) ?? options });
        return await connector.ConnectAsync(CancellationToken.None);
    }

    private static void AssertFailure(TransportException failure, RawPeer proxy, string fragment)
    {
        Assert.Equal(TransportFailure.ProxyFailed, failure.Failure);
        Assert.Contains($"SOCKS5 proxy 127.0.0.1:{proxy.Port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(fragment, failure.Message, StringComparison.Ordinal);
    }
}
