using System.Net.Security;
using System.Security.Authentication;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// TLS versions and cipher suites a connection may use. Every named profile refuses what RFC 8996 forbids (TLS 1.1 and older);
/// for a device that knows nothing newer, make a profile of your own.
/// </summary>
/// <param name="Name">Name in configuration and messages.</param>
/// <param name="Protocols">Allowed TLS versions; the newest one both sides have is used.</param>
/// <param name="CipherSuites">
/// Allowed cipher suites in order of preference; empty leaves them to the operating system. Windows has no choice of suites per
/// connection: the list is ignored there and the system's policy holds.
/// </param>
public sealed record TlsProfile(string Name, SslProtocols Protocols, IReadOnlyList<TlsCipherSuite> CipherSuites)
{
    private static readonly TlsCipherSuite[] Tls13Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    ];

    // RFC 9325 4.2: the suites recommended for TLS 1.2; forward secrecy and authenticated encryption only.
    private static readonly TlsCipherSuite[] Tls12Suites =
    [
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    /// <summary>BCP 195 RFC 8996 TLS Secure Transport Connection Profile (PS3.15 B.12): TLS 1.2 and 1.3. The default.</summary>
    public static TlsProfile Bcp195 { get; } =
        new("bcp195-rfc8996", SslProtocols.Tls12 | SslProtocols.Tls13, [.. Tls13Suites, .. Tls12Suites]);

    /// <summary>TLS 1.3 only.</summary>
    public static TlsProfile Tls13Only { get; } = new("tls13-only", SslProtocols.Tls13, Tls13Suites);

    /// <summary>TLS 1.2 and 1.3 with whatever cipher suites the operating system allows: for peers without a suite of <see cref="Bcp195"/>.</summary>
    public static TlsProfile SystemSuites { get; } = new("system-suites", SslProtocols.Tls12 | SslProtocols.Tls13, []);

    /// <summary>The named profiles.</summary>
    public static IReadOnlyList<TlsProfile> All { get; } = [Bcp195, Tls13Only, SystemSuites];

    /// <summary>A named profile by its <see cref="Name"/>, in any letter case; null if there is none.</summary>
    public static TlsProfile? Find(string name) =>
        All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public override string ToString() => Name;

    internal CipherSuitesPolicy? CreateSuitesPolicy() =>
        CipherSuites.Count == 0 || OperatingSystem.IsWindows() || OperatingSystem.IsAndroid()
            ? null
            : new CipherSuitesPolicy(CipherSuites);
}
