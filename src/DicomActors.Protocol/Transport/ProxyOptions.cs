using System.Globalization;
using System.Net;

namespace DicomActors.Protocol.Transport;

/// <summary>A proxy that connects for us.</summary>
public sealed record ProxyOptions
{
    /// <summary>Creates options for a proxy at a host name or literal address and a port (1..65535).</summary>
    public ProxyOptions(ProxyKind kind, string host, int port)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        Kind = kind;
        Host = host;
        Port = port;
    }

    /// <summary>How it is asked.</summary>
    public ProxyKind Kind { get; }

    /// <summary>Host name or literal address of the proxy.</summary>
    public string Host { get; }

    /// <summary>Port of the proxy.</summary>
    public int Port { get; }

    /// <summary>Name to log in with (HTTP basic authentication; SOCKS5 user name, at most 255 bytes); null (default): no login.</summary>
    public string? UserName { get; init; }

    /// <summary>Password for <see cref="UserName"/>; null counts as empty.</summary>
    public string? Password { get; init; }

    /// <summary>Longest time the proxy may take to connect once it is reached. 1 ms to 1 hour; default 10 s.</summary>
    public TimeSpan Timeout { get; init => field = TransportLimits.Timeout(value); } = TimeSpan.FromSeconds(10);

    /// <summary>Longest HTTP answer header accepted, in bytes. 64 to 1 MiB; default 8 KiB.</summary>
    public int MaximumAnswerLength { get; init => field = TransportLimits.Length(value, 64, 1 << 20); } = 8 << 10;

    /// <summary>Kind and address; never the password.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Kind == ProxyKind.Socks5 ? "SOCKS5" : "HTTP")} proxy {Host}:{Port}");
}
