using System.Net;
using System.Net.Sockets;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class TcpAcceptTests
{
    private const int TcpUserTimeout = 18; // linux/tcp.h

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets, TransportFailure.ResourcesExhausted)] // EMFILE, ENFILE
    [InlineData(SocketError.NoBufferSpaceAvailable, TransportFailure.ResourcesExhausted)] // ENOBUFS
    [InlineData(SocketError.NetworkDown, TransportFailure.Unreachable)] // ENETDOWN
    [InlineData(SocketError.SocketError, TransportFailure.Other)] // ENOMEM and what else there may be
    public async Task SystemRefuses_Accept_SaysSoAndTheNextOneWorks(SocketError error, TransportFailure failure)
    {
        var attempts = 0;
        await using var listener = Listener((socket, token) => Interlocked.Increment(ref attempts) == 1 ? Fail(error) : socket.AcceptAsync(token));

        var refusal = await Assert.ThrowsAsync<TransportException>(() => listener.AcceptAsync(CancellationToken.None).AsTask());

        Assert.Equal(failure, refusal.Failure);
        Assert.Contains($"Cannot accept on {listener.LocalEndPoint}", refusal.Message, StringComparison.Ordinal);
        await AssertAcceptsAsync(listener);
        Assert.Equal(2, attempts);
    }

    [Theory]
    [InlineData(SocketError.ConnectionAborted)] // ECONNABORTED: the peer was gone before it could be accepted
    [InlineData(SocketError.ConnectionReset)]
    public async Task PeersAreGoneBeforeTheyAreAccepted_Accept_SkipsAndCountsThem(SocketError error)
    {
        var attempts = 0;
        await using var listener = Listener((socket, token) => Interlocked.Increment(ref attempts) <= 3 ? Fail(error) : socket.AcceptAsync(token));

        await AssertAcceptsAsync(listener);

        Assert.Equal((4, 3L), (attempts, listener.GoneBeforeAccepted));
    }

    [Fact]
    public async Task SystemSaysNothingElse_Accept_EndsInsteadOfTryingForever()
    {
        await using var listener = Listener(static (_, _) => Fail(SocketError.ConnectionAborted));

        var refusal = await Assert.ThrowsAsync<TransportException>(() => listener.AcceptAsync(CancellationToken.None).AsTask());

        Assert.Equal(TransportFailure.Reset, refusal.Failure);
        Assert.Equal(100, listener.GoneBeforeAccepted);
    }

    [Fact]
    public async Task SocketOptionsAreGiven_Accept_GivesThemToTheConnection()
    {
        Socket? adopted = null;
        var options = new TcpSocketOptions
        {
            KeepAliveTime = TimeSpan.FromSeconds(17),
            KeepAliveInterval = TimeSpan.FromSeconds(3),
            KeepAliveProbes = 4,
            UserTimeout = TimeSpan.FromSeconds(23),
        };
        await using var listener = Listener(async (socket, token) => adopted = await socket.AcceptAsync(token), options);
        using var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(listener.LocalEndPoint);

        await using var accepted = await listener.AcceptAsync(CancellationToken.None);

        Assert.True(adopted!.NoDelay);
        Assert.Equal(1, Option(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(17, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(3, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        Assert.Equal(4, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
        if (OperatingSystem.IsLinux())
        {
            var milliseconds = new byte[sizeof(int)];
            adopted.GetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeout, milliseconds);
            Assert.Equal(23_000, BitConverter.ToInt32(milliseconds));
        }

        int Option(SocketOptionLevel level, SocketOptionName name) => (int)adopted!.GetSocketOption(level, name)!;
    }

    private static TcpTransportListener Listener(
        Func<Socket, CancellationToken, ValueTask<Socket>> accept, TcpSocketOptions? options = null) =>
        new(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { Socket = options ?? TcpSocketOptions.Default }, accept);

    private static ValueTask<Socket> Fail(SocketError error) => ValueTask.FromException<Socket>(new SocketException((int)error));

    private static async Task AssertAcceptsAsync(TcpTransportListener listener)
    {
        using var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(listener.LocalEndPoint);
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        Assert.Equal(client.Client.LocalEndPoint, accepted.RemoteEndPoint);
    }
}
