using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>A loopback server for one connection that does with the bare socket what a test says.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new(TransportPair.Patience);
    private readonly Task _run;
    private readonly List<byte> _received = [];

    public RawPeer(Func<RawPeer, Task> behaviour)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _run = RunAsync(behaviour);
    }

    public int Port { get; }

    public Socket Socket { get; private set; } = null!;

    public string ReceivedText => Encoding.ASCII.GetString([.. _received]);

    /// <summary>Waits until the peer has done its part.</summary>
    public Task Done => _run;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await Socket.SendAsync(bytes, SocketFlags.None, _stop.Token);

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task<byte[]> ReceiveAsync(int count)
    {
        var buffer = new byte[count];
        for (var filled = 0; filled < count;)
        {
            var received = await Socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, _stop.Token);
            Assert.True(received > 0, $"Expected {count} bytes, the connection ended after {filled}.");
            filled += received;
        }

        _received.AddRange(buffer);
        return buffer;
    }

    public async Task ReceiveThroughAsync(string end)
    {
        while (!ReceivedText.EndsWith(end, StringComparison.Ordinal))
        {
            await ReceiveAsync(1);
        }
    }

    /// <summary>Waits until the other side has closed, or has reset the connection.</summary>
    public async Task ReceiveEndAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await Socket.ReceiveAsync(buffer, SocketFlags.None, _stop.Token) > 0)
            {
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // That is an end too.
        }
    }

    /// <summary>Passes bytes on to a loopback port and back until either side ends; <paramref name="before"/> goes first.</summary>
    public async Task RelayAsync(int port, ReadOnlyMemory<byte> before = default)
    {
        using var onward = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await onward.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
        await onward.SendAsync(before, SocketFlags.None, _stop.Token);
        using var here = new NetworkStream(Socket, ownsSocket: false);
        using var there = new NetworkStream(onward, ownsSocket: false);
        var copies = new[] { here.CopyToAsync(there, _stop.Token), there.CopyToAsync(here, _stop.Token) };
        await Task.WhenAny(copies);
        onward.Dispose();
        Socket.Dispose();
        await Task.WhenAll(copies).ContinueWith(
            static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _run;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(Func<RawPeer, Task> behaviour)
    {
        Socket = await _listener.AcceptSocketAsync(_stop.Token);
        using (Socket)
        {
            await behaviour(this);
        }
    }
}
