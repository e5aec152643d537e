using System.Net;
using System.Net.Sockets;
using System.Text;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class ProxyProtocolTests
{
    private static readonly byte[] Signature = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];
    private static readonly byte[] IPv4Addresses = [192, 0, 2, 7, 198, 51, 100, 1, 0xC0, 0x01, 0x2B, 0x68];

    // PP2_TYPE_AUTHORITY "pacs"; then the CRC32c of the header with both, computed with another program.
    private static readonly byte[] Authority = [2, 0, 4, .. "pacs"u8];
    private static readonly byte[] ChecksumBehindTheAuthority = [0x3E, 0x18, 0x79, 0x51];
    private static readonly int[] LengthsAndChecksumType = [13, 14, 19, 20, 21];
    private static readonly byte[] IPv6Source = IPAddress.Parse("2001:db8::7").GetAddressBytes();
    private static readonly ProxyProtocolOptions FromLoopback = new([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]);

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n", "192.0.2.7:49153")]
    [InlineData("PROXY TCP6 2001:db8::7 2001:db8::1 49153 11112\r\n", "[2001:db8::7]:49153")]
    [InlineData("PROXY TCP4 255.255.255.255 255.255.255.255 65535 0\r\n", "255.255.255.255:65535")]
    public async Task Version1_Good_ShowsTheRealClientAndLosesNoByte(string header, string expected)
    {
        await using var accepted = await AcceptAsync([.. Encoding.ASCII.GetBytes(header), .. "data"u8]);

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal(expected, accepted.Connection.RemoteEndPoint?.ToString());
        Assert.Equal("data"u8.ToArray(), await TransportPair.ReadAsync(accepted.Connection, 4));
    }

    [Theory]
    [InlineData("PROXY UNKNOWN\r\n")]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n")]
    public async Task Version1_Unknown_KeepsTheConnectionsOwnAddress(string header)
    {
        await using var accepted = await AcceptAsync(Encoding.ASCII.GetBytes(header));

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal(accepted.Socket.LocalEndPoint, accepted.Connection.RemoteEndPoint);
    }

    [Fact]
    public async Task Version1_InSingleBytes_IsUnderstood()
    {
        await using var accepted = await AcceptAsync([]);
        var establishing = accepted.Connection.EstablishAsync(CancellationToken.None).AsTask();

        foreach (var value in "PROXY TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n"u8.ToArray())
        {
            await accepted.Socket.SendAsync(new[] { value });
        }

        await establishing;
        Assert.Equal("192.0.2.7:49153", accepted.Connection.RemoteEndPoint?.ToString());
    }

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.1 49153\r\n")]
    [InlineData("PROXY TCP4 192.0.2 198.51.100.1 49153 11112\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 ::1 49153 11112\r\n")]
    [InlineData("PROXY TCP6 192.0.2.7 198.51.100.1 49153 11112\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.1 65536 11112\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.1 -1 11112\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.1 049 11112\r\n")]
    [InlineData("PROXY UDP4 192.0.2.7 198.51.100.1 49153 11112\r\n")]
    [InlineData("PROXY  TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n")]
    [InlineData("PROXY \r\n0123456789\r\n")]
    public async Task Version1_BadLine_Fails(string header) => await AssertInvalidAsync(Encoding.ASCII.GetBytes(header), "bad line");

    [Fact]
    public async Task Version1_TooLong_Fails() =>
        await AssertInvalidAsync(Encoding.ASCII.GetBytes("PROXY TCP4 " + new string('1', 200) + "\r\n"), "no end within 107 bytes");

    [Fact]
    public async Task Version1_OfTheLongestLength_IsUnderstood()
    {
        var line = "PROXY UNKNOWN ".PadRight(105, 'f') + "\r\n";
        await using var accepted = await AcceptAsync(Encoding.ASCII.GetBytes(line + "x"));

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal("x"u8.ToArray(), await TransportPair.ReadAsync(accepted.Connection, 1));
    }

    [Fact]
    public async Task Version2_IPv4_ShowsTheRealClientAndLosesNoByte()
    {
        await using var accepted = await AcceptAsync([.. Version2(0x21, 0x11, IPv4Addresses), .. "data"u8]);

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal("192.0.2.7:49153", accepted.Connection.RemoteEndPoint?.ToString());
        Assert.Equal("data"u8.ToArray(), await TransportPair.ReadAsync(accepted.Connection, 4));
    }

    [Fact]
    public async Task Version2_IPv6WithExtensions_ShowsTheRealClient()
    {
        byte[] extension = [0x04, 0, 3, 1, 2, 3];
        await using var accepted = await AcceptAsync(
            Version2(0x21, 0x21, [.. IPv6Source, .. IPv6Source, 0xC0, 0x01, 0x2B, 0x68, .. extension]));

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal("[2001:db8::7]:49153", accepted.Connection.RemoteEndPoint?.ToString());
    }

    [Theory]
    [InlineData(0x20, 0x00, 0)]
    [InlineData(0x20, 0x11, 12)]
    [InlineData(0x21, 0x00, 0)]
    [InlineData(0x21, 0x31, 216)]
    public async Task Version2_LocalOrOtherFamily_KeepsTheConnectionsOwnAddress(byte command, byte family, int length)
    {
        await using var accepted = await AcceptAsync([.. Version2(command, family, new byte[length]), .. "x"u8]);

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal(accepted.Socket.LocalEndPoint, accepted.Connection.RemoteEndPoint);
        Assert.Equal("x"u8.ToArray(), await TransportPair.ReadAsync(accepted.Connection, 1));
    }

    [Fact]
    public async Task Version2_UnknownVersionOrCommand_Fails()
    {
        await AssertInvalidAsync(Version2(0x31, 0x11, IPv4Addresses), "0x31");
        await AssertInvalidAsync(Version2(0x22, 0x11, IPv4Addresses), "0x22");
    }

    [Fact]
    public async Task Version2_WithItsChecksum_ShowsTheRealClient()
    {
        await using var accepted = await AcceptAsync([.. Version2(0x21, 0x11, [.. IPv4Addresses, .. Authority, 3, 0, 4, .. ChecksumBehindTheAuthority]), .. "data"u8]);

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal("192.0.2.7:49153", accepted.Connection.RemoteEndPoint?.ToString());
        Assert.Equal("data"u8.ToArray(), await TransportPair.ReadAsync(accepted.Connection, 4));
    }

    [Fact]
    public async Task Version2_AnyBitBehindTheFixedPartIsWrong_FailsOnTheChecksum()
    {
        byte[] good = [.. IPv4Addresses, .. Authority, 3, 0, 4, .. ChecksumBehindTheAuthority];
        foreach (var index in Enumerable.Range(0, good.Length).Except(LengthsAndChecksumType))
        {
            byte[] bad = [.. good];
            bad[index] ^= 0x10;
            await AssertInvalidAsync(Version2(0x21, 0x11, bad), "its checksum is wrong");
        }
    }

    [Theory]
    [InlineData(new byte[] { 3, 0, 2, 1, 2 }, "its checksum has 2 bytes, not 4")]
    [InlineData(new byte[] { 4, 0 }, "an extension is cut off")]
    [InlineData(new byte[] { 4, 0, 3, 1, 2 }, "an extension announces 3 bytes, 2 are left")]
    public async Task Version2_ExtensionIsBad_Fails(byte[] extension, string fragment) =>
        await AssertInvalidAsync(Version2(0x21, 0x11, [.. IPv4Addresses, .. extension]), fragment);

    [Fact]
    public async Task Version2_AddressesTooShort_Fails() => await AssertInvalidAsync(Version2(0x21, 0x11, IPv4Addresses[..11]), "too few");

    [Fact]
    public async Task Version2_TooLong_FailsOnTheAnnouncedLength() =>
        await AssertInvalidAsync([.. Signature, 0x21, 0x11, 0xFF, 0xFF], "over the limit of 2048");

    [Fact]
    public async Task Header_TruncatedAnywhere_Fails()
    {
        byte[][] headers = [Version2(0x21, 0x11, IPv4Addresses), Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n")];
        foreach (var header in headers)
        {
            for (var length = 1; length < header.Length; length++)
            {
                await AssertInvalidAsync(header[..length], "closed before the end", close: true);
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 0x16, 3, 1, 0, 5 })]
    [InlineData(new byte[] { 0x0D, 0x0A, 0x0D, 0x0A, 0x01 })]
    [InlineData(new byte[] { (byte)'P', (byte)'O', (byte)'S', (byte)'T' })]
    public async Task Header_SomethingElse_FailsAtTheFirstWrongByte(byte[] start) =>
        await AssertInvalidAsync(start, "begins with something else");

    [Fact]
    public async Task Peer_OutsideTheTrustedNetworks_NeedsNoHeaderAndCannotClaimAnAddress()
    {
        var elsewhere = new ProxyProtocolOptions([IPNetwork.Parse("10.0.0.0/8")]);
        var header = Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n");
        await using var accepted = await AcceptAsync(header, elsewhere);

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal(accepted.Socket.LocalEndPoint, accepted.Connection.RemoteEndPoint);
        Assert.Equal(header, await TransportPair.ReadAsync(accepted.Connection, header.Length));
    }

    [Fact]
    public async Task Peer_IPv4OnADualStackPort_IsFoundInAnIPv4Network()
    {
        await using var accepted = await AcceptAsync(
            Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n"), address: IPAddress.IPv6Any);

        await accepted.Connection.EstablishAsync(CancellationToken.None);

        Assert.Equal("192.0.2.7:49153", accepted.Connection.RemoteEndPoint?.ToString());
    }

    [Fact]
    public async Task Tls_BehindTheHeader_Works()
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { ProxyProtocol = FromLoopback, Tls = TlsTestOptions.Server });
        // A balancer: what a client sends to it goes on to the listener behind a header.
        await using var balancer = new RawPeer(peer => peer.RelayAsync(
            listener.LocalEndPoint.Port, Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.7 198.51.100.1 49153 11112\r\n")));
        var connector = new TcpConnector(new TcpConnectorOptions("127.0.0.1", balancer.Port) { Tls = TlsTestOptions.Client });

        var connecting = connector.ConnectAsync(CancellationToken.None).AsTask();
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        await accepted.EstablishAsync(CancellationToken.None);
        await using var connection = await connecting;
        await connection.WriteAsync("through"u8.ToArray());

        Assert.Equal("through"u8.ToArray(), await TransportPair.ReadAsync(accepted, 7));
        Assert.Equal("192.0.2.7:49153", accepted.RemoteEndPoint?.ToString());
        Assert.Equal("CN=client", accepted.Security?.PeerCertificate?.Subject);
        await connection.DisposeAsync();
        await accepted.DisposeAsync();
    }

    [Fact]
    public void Options_OutsideTheirRange_AreRefusedWithTheRange()
    {
        var source = TlsTestOptions.Server.Certificate;
        Assert.Contains("232 to", Assert.Throws<ArgumentOutOfRangeException>(() => FromLoopback with { MaximumHeaderLength = 100 }).Message, StringComparison.Ordinal);
        Assert.Contains("1 ms", Assert.Throws<ArgumentOutOfRangeException>(() => FromLoopback with { HeaderTimeout = TimeSpan.Zero }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TlsServerOptions(source) { HandshakeTimeout = TimeSpan.FromDays(1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TlsClientOptions { HandshakeTimeout = Timeout.InfiniteTimeSpan });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProxyOptions(ProxyKind.Socks5, "proxy", 1080) { MaximumAnswerLength = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProxyOptions(ProxyKind.Socks5, "proxy", 0));
    }

    private static byte[] Version2(byte command, byte family, byte[] addresses) =>
        [.. Signature, command, family, (byte)(addresses.Length >> 8), (byte)addresses.Length, .. addresses];

    private static async Task AssertInvalidAsync(byte[] bytes, string fragment, bool close = false, ProxyProtocolOptions? options = null)
    {
        await using var accepted = await AcceptAsync(bytes, options);
        if (close)
        {
            accepted.Socket.Shutdown(SocketShutdown.Send);
        }

        var failure = await Assert.ThrowsAsync<TransportException>(() => accepted.Connection.EstablishAsync(CancellationToken.None).AsTask());

        Assert.Equal(TransportFailure.ProxyHeaderInvalid, failure.Failure);
        Assert.Contains(fragment, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{accepted.Socket.LocalEndPoint}: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static async Task<AcceptedSocket> AcceptAsync(byte[] bytes, ProxyProtocolOptions? options = null, IPAddress? address = null)
    {
        await using var listener = new TcpTransportListener(
            new TcpListenerOptions(new IPEndPoint(address ?? IPAddress.Loopback, 0)) { ProxyProtocol = options ?? FromLoopback });
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, listener.LocalEndPoint.Port);
        await socket.SendAsync(bytes);
        return new AcceptedSocket(socket, await listener.AcceptAsync(CancellationToken.None));
    }

    private sealed record AcceptedSocket(Socket Socket, TransportConnection Connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Socket.Dispose();
            await Connection.DisposeAsync();
        }
    }
}
