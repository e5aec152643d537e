using Akka.Configuration;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Configuration;

/// <summary>Reads <c>tls</c> blocks.</summary>
internal static class TlsConfiguration
{
    /// <summary>TLS for connections we accept.</summary>
    /// <exception cref="DicomSettingsException">A value, or a file it names, cannot be read.</exception>
    public static TlsServerOptions ReadServer(Config config, string path, ILogger? logger)
    {
        var reader = new SettingReader(config, path);
        return new TlsServerOptions(reader.Read("certificate", () => Certificate(reader, logger)))
        {
            Trust = reader.Read("trusted", () => reader.Texts("trusted") is [_, ..] files ? TlsTrust.FromPem(files, logger) : TlsTrust.System),
            PeerAuthentication = reader.Read("peer-authentication", () => PeerAuthentication(reader.Text("peer-authentication"))),
            Profile = reader.Read("profile", () => Profile(reader.Text("profile"))),
            Revocation = reader.Switch("check-revocation") ? TlsRevocation.Online : TlsRevocation.None,
            HandshakeTimeout = reader.Duration("handshake-timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
        };
    }

    private static TlsCertificateSource Certificate(SettingReader reader, ILogger? logger)
    {
        var file = reader.Text("certificate");
        if (string.IsNullOrWhiteSpace(file))
        {
            throw new FormatException("must be set: a PEM or PKCS #12 file.");
        }

        return TlsCertificateSource.FromFile(file, NullIfEmpty(reader.Text("key")), NullIfEmpty(reader.Text("password")), logger);
    }

    private static TlsPeerAuthentication PeerAuthentication(string text) => text switch
    {
        "required" => TlsPeerAuthentication.Required,
        "optional" => TlsPeerAuthentication.Optional,
        "none" => TlsPeerAuthentication.None,
        _ => throw new FormatException("must be required, optional or none."),
    };

    private static TlsProfile Profile(string name) => TlsProfile.Find(name)
        ?? throw new FormatException($"must be one of {string.Join(", ", TlsProfile.All)}.");

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
