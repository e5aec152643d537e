using System.Net;
using DicomActors.Listeners;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Hosting;

/// <summary>One end point of a listener, as options for configuration binding.</summary>
public sealed class DicomEndPointOptions
{
    /// <summary>Creates options with the defaults.</summary>
    public DicomEndPointOptions()
        : this([])
    {
    }

    internal DicomEndPointOptions(IList<string> proxyNetworks) => ProxyNetworks = proxyNetworks;

    /// <inheritdoc cref="DicomListenerOptions.Host"/>
    public string Host { get; set; } = "::";

    /// <inheritdoc cref="DicomListenerOptions.Port"/>
    public int Port { get; set; } = 11112;

    /// <inheritdoc cref="DicomListenerOptions.Tls"/>
    public DicomTlsOptions? Tls { get; set; }

    /// <inheritdoc cref="DicomListenerOptions.ProxyNetworks"/>
    public IList<string> ProxyNetworks { get; }

    internal TcpListenerOptions ToTcp(ILogger logger) => new(new IPEndPoint(IPAddress.Parse(Host), Port))
    {
        Tls = Tls?.ToServerOptions(logger),
        ProxyProtocol = ProxyNetworks.Count == 0 ? null : new ProxyProtocolOptions(AdmissionPolicy.Networks(ProxyNetworks)),
    };
}
