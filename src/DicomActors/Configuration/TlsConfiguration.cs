using Akka.Configuration;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Configuration;

/// <summary>Reads <c>tls</c> blocks.</summary>
/// <param name="config">The block.</param>
/// <param name="path">Where it is in the whole configuration, for messages.</param>
/// <param name="logger">Told when files are read again.</param>
internal sealed class TlsConfiguration(Config config, string path, ILogger? logger)
{
    private readonly SettingReader _reader = new(config, path);

    private TlsProfile Profile => _reader.Read("profile", () => TlsProfile.Find(_reader.Text("profile"))
        ?? throw new FormatException($"must be one of {string.Join(", ", TlsProfile.All)}."));

    private TlsTrust Trust => _reader.Read("trusted", () => _reader.Texts("trusted") is [_, ..] files ? TlsTrust.FromPem(files, logger) : TlsTrust.System);

    private TlsRevocation Revocation => _reader.Switch("check-revocation") ? TlsRevocation.Online : TlsRevocation.None;

    private TimeSpan HandshakeTimeout => _reader.Duration("handshake-timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));

    /// <summary>TLS for connections we accept.</summary>
    /// <exception cref="DicomSettingsException">A value, or a file it names, cannot be read.</exception>
    public TlsServerOptions ReadServer() => new(_reader.Read("certificate", () => Certificate() ?? throw new FormatException("must be set: a PEM or PKCS #12 file.")))
    {
        Trust = Trust,
        PeerAuthentication = _reader.Choice(
            "peer-authentication",
            ("required", TlsPeerAuthentication.Required),
            ("optional", TlsPeerAuthentication.Optional),
            ("none", TlsPeerAuthentication.None)),
        Profile = Profile,
        Revocation = Revocation,
        HandshakeTimeout = HandshakeTimeout,
    };

    /// <summary>TLS for connections we open.</summary>
    /// <exception cref="DicomSettingsException">A value, or a file it names, cannot be read.</exception>
    public TlsClientOptions ReadClient() => new()
    {
        Trust = Trust,
        Certificate = _reader.Read("certificate", Certificate),
        TargetHost = _reader.OptionalText("target-host"),
        CheckHostName = _reader.Switch("check-host-name"),
        Profile = Profile,
        Revocation = Revocation,
        HandshakeTimeout = HandshakeTimeout,
    };

    private TlsCertificateSource? Certificate() => (_reader.OptionalText("certificate"), _reader.OptionalText("key")) switch
    {
        ({ } certificate, var key) => TlsCertificateSource.FromFile(certificate, key, _reader.OptionalText("password"), logger),
        (null, null) => null,
        _ => throw new FormatException("must be set where key is."),
    };
}
