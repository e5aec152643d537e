using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Clients;

/// <summary>Reads how a peer is reached: <c>host</c>, <c>port</c>, <c>tls</c> and <c>proxy</c> of <c>dicom-actors.peer</c>.</summary>
internal static class PeerConnectorSettings
{
    /// <summary>Reads it.</summary>
    /// <param name="peer">The peer's keys, all of them.</param>
    /// <param name="path">Where they are in the whole configuration, for messages.</param>
    /// <param name="logger">Told when certificates are read again.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range, or a file cannot be used.</exception>
    public static TcpConnector Read(Config peer, string path, ILogger? logger)
    {
        var reader = new SettingReader(peer, path);
        return new TcpConnector(new TcpConnectorOptions(
            reader.Read("host", () => Required(reader.Text("host"))), reader.WholeNumber("port", 1, ushort.MaxValue))
        {
            Tls = reader.Switch("tls.enabled") ? new TlsConfiguration(peer.GetConfig("tls"), $"{path}.tls", logger).ReadClient() : null,
            Proxy = Proxy(reader),
        });
    }

    private static ProxyOptions? Proxy(SettingReader reader)
    {
        var kind = reader.Choice<ProxyKind?>("proxy.kind", ("none", null), ("http", ProxyKind.HttpConnect), ("socks5", ProxyKind.Socks5));
        return kind is null ? null : new ProxyOptions(
            kind.Value, reader.Read("proxy.host", () => Required(reader.Text("proxy.host"))), reader.WholeNumber("proxy.port", 1, ushort.MaxValue))
        {
            UserName = reader.OptionalText("proxy.user-name"),
            Password = reader.OptionalText("proxy.password"),
            Timeout = reader.Duration("proxy.timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
        };
    }

    private static string Required(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("must be set: a host name or address.") : text;
}
