using System.Net;

namespace DicomActors.Protocol.Transport;

/// <summary>Where and how to listen.</summary>
/// <param name="EndPoint">
/// Address and port; port 0 picks a free one. <see cref="IPAddress.IPv6Any"/> with <see cref="DualMode"/> listens on IPv4 as well.
/// </param>
public sealed record TcpListenerOptions(IPEndPoint EndPoint)
{
    /// <summary>Longest queue of connections the system has accepted and we have not. Default 512.</summary>
    public int Backlog { get; init; } = 512;

    /// <summary>Whether an IPv6 wildcard end point takes IPv4 connections too. Default true.</summary>
    public bool DualMode { get; init; } = true;

    /// <summary>TLS; null (default) for a plain port.</summary>
    public TlsServerOptions? Tls { get; init; }

    /// <summary>Load balancers that announce their clients by the PROXY protocol; null (default): none.</summary>
    public ProxyProtocolOptions? ProxyProtocol { get; init; }

    /// <summary>Where the time for the PROXY header's and the TLS timeouts comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Options of every accepted socket.</summary>
    public TcpSocketOptions Socket { get; init; } = TcpSocketOptions.Default;
}
