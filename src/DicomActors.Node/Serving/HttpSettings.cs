using System.Net;
using DicomActors.Configuration;
using DicomActors.Dashboard;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;

namespace DicomActors.Node.Serving;

/// <summary>The settings of <c>dicom-actors.node.dashboard</c>: the HTTP server of the node.</summary>
internal sealed record HttpSettings
{
    private const int LongestToken = 1024;

    /// <summary>Where it listens; port 0 picks a free one.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>What callers must present; null: nothing.</summary>
    public required string? Token { get; init; }

    /// <summary>Names a browser may call it by, besides those of the loopback and of the address.</summary>
    public required ItemList<string> AllowedHosts { get; init; }

    /// <summary>Whether <c>/metrics</c> is there.</summary>
    public required bool HasMetrics { get; init; }

    /// <summary>The certificate of HTTPS; null: plain HTTP.</summary>
    public required TlsCertificateSource? Certificate { get; init; }

    /// <summary>The address as a person types it, with the port it has got.</summary>
    /// <param name="port">The port.</param>
    public Uri Address(int port)
    {
        var host = EndPoint.Address switch
        {
            var any when any.Equals(IPAddress.Any) || any.Equals(IPAddress.IPv6Any) => "localhost",
            var one => one.ToString(),
        };
        return new UriBuilder(Certificate is null ? "http" : "https", host, port).Uri;
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="DicomSettingsException">A value, or a file it names, cannot be read, or they do not go together.</exception>
    public static HttpSettings Read(SettingReader reader)
    {
        var address = reader.Read("host", () => Parse(reader.Text("host")));
        var token = ReadToken(reader);
        if (token is null && !IPAddress.IsLoopback(address))
        {
            throw reader.Failure("host", $"'{address}' can be reached by others and needs a token: set token-file to a file with {DashboardOptions.ShortestToken} characters or more.");
        }

        return new HttpSettings
        {
            EndPoint = new IPEndPoint(address, reader.WholeNumber("port", 0, IPEndPoint.MaxPort)),
            Token = token,
            AllowedHosts = reader.Read("allowed-hosts", () => ItemList.From(reader.Texts("allowed-hosts").Select(Host))),
            HasMetrics = reader.Switch("metrics"),
            Certificate = reader.Switch("tls.enabled") ? ReadCertificate(reader) : null,
        };
    }

    private static IPAddress Parse(string text) => text switch
    {
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(text, out var address) => address,
        _ => throw new FormatException("must be an IPv4 or IPv6 address, or localhost."),
    };

    private static string Host(string text) =>
        Uri.CheckHostName(text.Trim('[', ']')) != UriHostNameType.Unknown ? text : throw new FormatException("must be host names or addresses, without a port.");

    /// <summary>What is wrong with a token is said without saying the token.</summary>
    private static string? ReadToken(SettingReader reader)
    {
        var (token, file) = (reader.OptionalText("token"), reader.OptionalText("token-file"));
        if (token is not null && file is not null)
        {
            throw reader.Failure("token-file", "cannot be set beside token: take one away.");
        }

        if (file is not null)
        {
            token = reader.Read("token-file", () => TokenFile.Read(file));
        }

        if (token is { Length: < DashboardOptions.ShortestToken or > LongestToken } || token?.Any(static c => c is <= ' ' or > '~') == true)
        {
            throw reader.Failure(file is null ? "token" : "token-file", $"the token must have {DashboardOptions.ShortestToken} to {LongestToken} printable ASCII characters and no blanks.");
        }

        return token;
    }

    private static TlsCertificateSource ReadCertificate(SettingReader reader) => reader.Read(
        "tls.certificate",
        () => TlsCertificateSource.FromFile(
            reader.OptionalText("tls.certificate") ?? throw new FormatException("must be set: a PEM or PKCS #12 file."),
            reader.OptionalText("tls.key"),
            reader.OptionalText("tls.password")));
}
