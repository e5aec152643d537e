using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DicomActors.Protocol.Transport;

/// <summary>Options of one TCP socket, for connecting and for accepted connections.</summary>
public sealed record TcpSocketOptions
{
    private const int TcpUserTimeoutOption = 18; // linux/tcp.h TCP_USER_TIMEOUT

    /// <summary>The defaults.</summary>
    public static TcpSocketOptions Default { get; } = new();

    /// <summary>Send small segments at once. Default true; off, a message exchange can wait 40 ms for Nagle's algorithm.</summary>
    public bool NoDelay { get; init; } = true;

    /// <summary>Idle time before the first keep-alive probe; null turns keep-alive off. Default 60 s, whole seconds.</summary>
    public TimeSpan? KeepAliveTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between keep-alive probes. Default 10 s, whole seconds.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Unanswered probes until the connection is dead. Default 6.</summary>
    public int KeepAliveProbes { get; init; } = 6;

    /// <summary>
    /// Longest time sent data may stay unacknowledged (TCP_USER_TIMEOUT); null leaves the system's default (about 15 minutes).
    /// Default 60 s. Linux only, ignored elsewhere.
    /// </summary>
    public TimeSpan? UserTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>SO_SNDBUF in bytes; null (default) lets the system tune it.</summary>
    public int? SendBufferSize { get; init; }

    /// <summary>SO_RCVBUF in bytes; null (default) lets the system tune it.</summary>
    public int? ReceiveBufferSize { get; init; }

    internal void Apply(Socket socket)
    {
        socket.NoDelay = NoDelay;
        if (SendBufferSize is { } send)
        {
            socket.SendBufferSize = send;
        }

        if (ReceiveBufferSize is { } receive)
        {
            socket.ReceiveBufferSize = receive;
        }

        if (KeepAliveTime is { } idle)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, WholeSeconds(idle));
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, WholeSeconds(KeepAliveInterval));
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        }

        if (UserTimeout is { } unacknowledged && OperatingSystem.IsLinux())
        {
            Span<byte> value = stackalloc byte[sizeof(int)];
            MemoryMarshal.Write(value, (int)unacknowledged.TotalMilliseconds);
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeoutOption, value);
        }
    }

    private static int WholeSeconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds);
}
