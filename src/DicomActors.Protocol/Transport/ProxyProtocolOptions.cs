using System.Net;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// The PROXY protocol (versions 1 and 2) on accepted connections: a load balancer says in front of the first byte for whom it connects.
/// </summary>
/// <param name="TrustedNetworks">
/// Where the load balancers are. Connections from these networks must begin with a header; all others are taken as they are, so
/// that nobody else can claim an address.
/// </param>
public sealed record ProxyProtocolOptions(IReadOnlyList<IPNetwork> TrustedNetworks)
{
    /// <summary>Longest wait for the whole header. 1 ms to 1 hour; default 5 s.</summary>
    public TimeSpan HeaderTimeout { get; init => field = TransportLimits.Timeout(value); } = TimeSpan.FromSeconds(5);

    /// <summary>Longest version 2 header accepted, extensions (TLV) included, in bytes. 232 to 65,551; default 2048; version 1 has at most 107.</summary>
    public int MaximumHeaderLength { get; init => field = TransportLimits.Length(value, 232, ushort.MaxValue + 16); } = 2048;

    /// <summary>Whether a connection from this address must begin with a header.</summary>
    public bool Expects(IPAddress peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return TrustedNetworks.Any(network => network.Contains(address));
    }
}
