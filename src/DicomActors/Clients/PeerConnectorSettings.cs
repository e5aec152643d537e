using DicomActors.Configuration;
using DicomActors.Protocol.Transport;

namespace DicomActors.Clients;

/// <summary>Reads how a peer is reached: <c>host</c>, <c>port</c>, <c>tls</c> and <c>proxy</c> of <c>dicom-actors.peer</c>.</summary>
internal static class PeerConnectorSettings
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range, or a file cannot be used.</exception>
    public static TcpConnector Read(SettingReader reader) => new(new TcpConnectorOptions(
        reader.Read("host", () => Required(reader.Text("host"))), reader.Integer("port", 1, ushort.MaxValue))
    {
        Tls = reader.Switch("tls.enabled") ? Tls(reader) : null,
        Proxy = Proxy(reader),
    });

    private static TlsClientOptions Tls(SettingReader reader) => new()
    {
        Profile = reader.Read("tls.profile", () => TlsProfile.Find(reader.Text("tls.profile"))
            ?? throw NotOneOf(TlsProfile.All.Select(static profile => profile.Name))),
        Trust = reader.Read("tls.trust", () => reader.Texts("tls.trust") is { Count: > 0 } files ? FromFiles(() => TlsTrust.FromPem(files)) : TlsTrust.System),
        Certificate = Certificate(reader),
        TargetHost = Optional(reader, "tls.target-host"),
        CheckHostName = reader.Switch("tls.check-host-name"),
        Revocation = reader.Read("tls.revocation", () => reader.Text("tls.revocation") switch
        {
            "none" => TlsRevocation.None,
            "online" => TlsRevocation.Online,
            _ => throw NotOneOf(["none", "online"]),
        }),
        HandshakeTimeout = reader.Duration("tls.handshake-timeout", Shortest, Longest),
    };

    private static TlsCertificateSource? Certificate(SettingReader reader) => reader.Read("tls.certificate", () =>
        Optional(reader, "tls.certificate") is not { } certificate
            ? Optional(reader, "tls.key") is null ? null : throw new FormatException("must be set where tls.key is.")
            : FromFiles(() => TlsCertificateSource.FromPem(certificate, Optional(reader, "tls.key"), Optional(reader, "tls.key-password"))));

    private static ProxyOptions? Proxy(SettingReader reader)
    {
        var kind = reader.Read<ProxyKind?>("proxy.kind", () => reader.Text("proxy.kind") switch
        {
            "none" => null,
            "http" => ProxyKind.HttpConnect,
            "socks5" => ProxyKind.Socks5,
            _ => throw NotOneOf(["none", "http", "socks5"]),
        });
        return kind is null ? null : new ProxyOptions(
            kind.Value, reader.Read("proxy.host", () => Required(reader.Text("proxy.host"))), reader.Integer("proxy.port", 1, ushort.MaxValue))
        {
            UserName = Optional(reader, "proxy.user-name"),
            Password = Optional(reader, "proxy.password"),
            Timeout = reader.Duration("proxy.timeout", Shortest, Longest),
        };
    }

    private static string? Optional(SettingReader reader, string key) => reader.Text(key) is { Length: > 0 } text ? text : null;

    private static string Required(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("must be set: a host name or address.") : text;

    private static FormatException NotOneOf(IEnumerable<string> values) => new($"must be one of {string.Join(", ", values)}.");

    private static T FromFiles<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TlsFileException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }
}
