using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>Options of both sides that fit each other; tests change one thing.</summary>
internal static class TlsTestOptions
{
    public static TlsTrust Trust { get; } = TlsTrust.FromCertificates(TestAuthority.Shared.Certificate);

    public static TlsServerOptions Server { get; } =
        new(TlsCertificateSource.FromCertificate(TestAuthority.Shared.Issue("server"))) { Trust = Trust };

    public static TlsClientOptions Client { get; } =
        new() { Certificate = TlsCertificateSource.FromCertificate(TestAuthority.Shared.Issue("client")), Trust = Trust };

    public static Task<TransportPair> OpenAsync(TlsServerOptions? server = null, TlsClientOptions? client = null, string? host = null) =>
        TransportPair.OpenAsync(o => o with { Tls = server ?? Server }, o => o with { Tls = client ?? Client }, host: host);
}
