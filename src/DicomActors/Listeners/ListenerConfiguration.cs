using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Listeners;

/// <summary>Reads listeners from <c>dicom-actors.listeners</c>, each with the keys of <c>dicom-actors.listener</c>.</summary>
internal static class ListenerConfiguration
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>All listeners.</summary>
    /// <param name="all">The whole configuration, defaults included.</param>
    /// <param name="logger">Told when certificates are read again.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static SortedDictionary<string, ListenerSettings> ReadAll(Config all, ILogger? logger)
    {
        var defaults = all.GetConfig($"{DicomSettings.Root}.listener");
        var listeners = new SortedDictionary<string, ListenerSettings>(StringComparer.Ordinal);
        foreach (var (name, _) in all.GetConfig($"{DicomSettings.Root}.listeners").AsEnumerable())
        {
            // Quoted: a name may contain dots.
            var config = all.GetConfig($"{DicomSettings.Root}.listeners.\"{name}\"").WithFallback(defaults);
            listeners.Add(name, Read(config, $"{DicomSettings.Root}.listeners.{name}", logger));
        }

        return listeners;
    }

    private static ListenerSettings Read(Config config, string path, ILogger? logger)
    {
        var reader = new SettingReader(config, path);
        return new ListenerSettings(EndPoints(config, path, logger))
        {
            Acceptor = new AcceptorSettings
            {
                AETitles = Titles(reader, "ae-titles"),
                CallingAETitles = Titles(reader, "calling-ae-titles"),
                AcceptsUnknownStorage = reader.Switch("accept-unknown-storage"),
            },
            Admission = Admission(reader),
            FirstBackoff = reader.Duration("accept-backoff.first", Millisecond, TimeSpan.FromMinutes(1)),
            LastBackoff = reader.Duration("accept-backoff.last", Millisecond, TimeSpan.FromMinutes(10)),
        };
    }

    private static AdmissionPolicy Admission(SettingReader reader) => new()
    {
        MaximumConnections = reader.WholeNumber("maximum-connections", 1, AdmissionPolicy.NoLimit),
        MaximumConnectionsPerAddress = reader.WholeNumber("maximum-connections-per-address", 1, AdmissionPolicy.NoLimit),
        MaximumUnassociated = reader.WholeNumber("maximum-unassociated", 1, AdmissionPolicy.NoLimit),
        MaximumAssociationsPerCallingAETitle = reader.WholeNumber("maximum-associations-per-calling-ae-title", 1, AdmissionPolicy.NoLimit),
        MaximumRejecting = reader.WholeNumber("maximum-rejecting", 0, AdmissionPolicy.NoLimit),
        AllowedNetworks = Networks(reader, "allowed-networks"),
        DeniedNetworks = Networks(reader, "denied-networks"),
        DeniedCallingAETitles = Titles(reader, "denied-calling-ae-titles"),
    };

    // What an end point does not say itself is as the listener has it; without end points the listener is its own.
    private static List<TcpListenerOptions> EndPoints(Config listener, string path, ILogger? logger)
    {
        var endPoints = new List<TcpListenerOptions>();
        foreach (var (name, _) in listener.GetConfig("endpoints").AsEnumerable().OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            endPoints.Add(EndPoint(listener.GetConfig($"endpoints.\"{name}\"").WithFallback(listener), $"{path}.endpoints.{name}", logger));
        }

        return endPoints.Count > 0 ? endPoints : [EndPoint(listener, path, logger)];
    }

    private static TcpListenerOptions EndPoint(Config config, string path, ILogger? logger)
    {
        var reader = new SettingReader(config, path);
        var address = reader.Read("host", () => Address(reader.Text("host")));
        return new TcpListenerOptions(new IPEndPoint(address, reader.WholeNumber("port", 0, IPEndPoint.MaxPort)))
        {
            Backlog = reader.WholeNumber("backlog", 1, ushort.MaxValue),
            Tls = reader.Switch("tls.enabled") ? new TlsConfiguration(config.GetConfig("tls"), $"{path}.tls", logger).ReadServer() : null,
            ProxyProtocol = ProxyProtocol(reader),
        };
    }

    private static ProxyProtocolOptions? ProxyProtocol(SettingReader reader)
    {
        var trusted = Networks(reader, "proxy-protocol.trusted-networks");
        return trusted.Count == 0 ? null : new ProxyProtocolOptions(trusted)
        {
            HeaderTimeout = reader.Duration("proxy-protocol.header-timeout", Millisecond, TimeSpan.FromHours(1)),
        };
    }

    private static ItemList<IPNetwork> Networks(SettingReader reader, string key) =>
        reader.Read(key, () => AdmissionPolicy.Networks(reader.Texts(key)));

    private static ItemList<string> Titles(SettingReader reader, string key) => reader.Read(
        key, () => ItemList.From(reader.Texts(key).Select(title => AETitle.Require(title, key))));

    private static IPAddress Address(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            throw new FormatException("must be an IPv4 or IPv6 address; \"::\" is every one of this machine.");
        }

        // Machines without IPv6: "every address" is then every IPv4 one.
        return address.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6 ? IPAddress.Any : address;
    }
}
