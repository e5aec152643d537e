namespace DicomActors.Protocol.Transport;

/// <summary>How a proxy is asked for a connection.</summary>
public enum ProxyKind
{
    /// <summary>HTTP CONNECT (RFC 9110 9.3.6).</summary>
    HttpConnect,

    /// <summary>SOCKS version 5 (RFC 1928, RFC 1929). Host names are resolved by the proxy.</summary>
    Socks5,
}
