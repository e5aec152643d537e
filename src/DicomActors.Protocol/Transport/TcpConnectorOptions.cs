using System.Net;
using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>Where and how to connect.</summary>
public sealed record TcpConnectorOptions
{
    /// <summary>Creates options for a host name or literal address and a port (1..65535).</summary>
    public TcpConnectorOptions(string host, int port)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        Host = host;
        Port = port;
    }

    /// <summary>Host name or literal IPv4 or IPv6 address.</summary>
    public string Host { get; }

    /// <summary>TCP port.</summary>
    public int Port { get; }

    /// <summary>Restricts a host name to IPv4 (InterNetwork) or IPv6 (InterNetworkV6); Unspecified (default) tries all its addresses in turn.</summary>
    public AddressFamily AddressFamily { get; init; } = AddressFamily.Unspecified;

    /// <summary>Local address (and port; 0 = any) to connect from; null (default) leaves the choice to the system.</summary>
    public IPEndPoint? SourceEndPoint { get; init; }

    /// <summary>TLS; null (default) for a plain connection.</summary>
    public TlsClientOptions? Tls { get; init; }

    /// <summary>A proxy to connect by; null (default) connects directly. The proxy resolves the peer's host name then.</summary>
    public ProxyOptions? Proxy { get; init; }

    /// <summary>Where the time for the proxy's and the TLS timeouts comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Socket options.</summary>
    public TcpSocketOptions Socket { get; init; } = TcpSocketOptions.Default;
}
