using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;

namespace DicomActors.Listeners;

/// <summary>Where to listen, whom to accept, and how many. The defaults are those of <c>dicom-actors.listener</c>.</summary>
public sealed record ListenerSettings
{
    /// <summary>Creates settings.</summary>
    /// <param name="tcp">Address, port and socket options.</param>
    public ListenerSettings(TcpListenerOptions tcp) => Tcp = tcp;

    /// <summary>Creates settings for an address and port; port 0 picks a free one.</summary>
    public ListenerSettings(IPEndPoint endPoint)
        : this(new TcpListenerOptions(endPoint))
    {
    }

    /// <summary>Address, port and socket options.</summary>
    public TcpListenerOptions Tcp { get; init; }

    /// <summary>AE titles, negotiation and handlers of what is accepted.</summary>
    public AcceptorSettings Acceptor { get; init; } = new();

    /// <summary>
    /// Most connections at once; further associations are rejected: transient, local limit exceeded (PS3.8 9.3.4). Default 1000.
    /// </summary>
    public int MaximumConnections { get; init; } = 1000;

    /// <summary>Wait after the first failure to accept; doubled up to <see cref="LastBackoff"/>. Default 50 ms.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest wait between attempts to accept. Default 5 s.</summary>
    public TimeSpan LastBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The listeners of <c>dicom-actors.listeners</c>, by name.</summary>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static IReadOnlyDictionary<string, ListenerSettings> AllFrom(Config config)
    {
        var all = config.WithFallback(DicomSettings.DefaultConfig);
        var defaults = all.GetConfig($"{DicomSettings.Root}.listener");
        var listeners = new SortedDictionary<string, ListenerSettings>(StringComparer.Ordinal);
        foreach (var (name, _) in all.GetConfig($"{DicomSettings.Root}.listeners").AsEnumerable())
        {
            var path = $"{DicomSettings.Root}.listeners.{name}";
            listeners.Add(name, From(all.GetConfig(path).WithFallback(defaults), path));
        }

        return listeners;
    }

    /// <summary>Reads one listener's settings.</summary>
    /// <param name="config">The keys of <c>dicom-actors.listener</c>, all of them.</param>
    /// <param name="name">The path they come from, for messages.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static ListenerSettings From(Config config, string name)
    {
        var reader = new SettingReader(config, name);
        var endPoint = new IPEndPoint(reader.Read("host", () => Address(reader.Text("host"))), reader.Integer("port", 0, IPEndPoint.MaxPort));
        return new ListenerSettings(new TcpListenerOptions(endPoint) { Backlog = reader.Integer("backlog", 1, ushort.MaxValue) })
        {
            Acceptor = new AcceptorSettings
            {
                AETitles = Titles(reader, "ae-titles"),
                CallingAETitles = Titles(reader, "calling-ae-titles"),
                AcceptsUnknownStorage = reader.Switch("accept-unknown-storage"),
            },
            MaximumConnections = reader.Integer("maximum-connections", 1, 1_000_000),
            FirstBackoff = reader.Duration("accept-backoff.first", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)),
            LastBackoff = reader.Duration("accept-backoff.last", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
        };
    }

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
