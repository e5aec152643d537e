using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Tests.Engine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Protocol.Tests.Transport;

public sealed class TlsTests
{
    [Fact]
    public async Task MutualAuthentication_EchoAndStore_Succeed()
    {
        using var server = Certificate("localhost");
        using var client = Certificate("device");
        var (echo, end, serverEnd) = await RunAsync(server, client, trustedByServer: client);
        Assert.Equal(DimseStatus.Success, (await echo.ResponseAsync()).Status);
        Assert.Equal(ConnectionEndReason.Released, end.Reason);
        Assert.Equal(ConnectionEndReason.Released, serverEnd.Reason);
    }

    [Fact]
    public async Task ClientCertificateIsNotTrusted_NoAssociationComesAbout()
    {
        using var server = Certificate("localhost");
        using var client = Certificate("device");
        using var other = Certificate("other");
        var (echo, _, serverEnd) = await RunAsync(server, client, trustedByServer: other);
        await echo.FailureAsync();
        Assert.Equal(ConnectionEndReason.TlsHandshakeFailed, serverEnd.Reason);
    }

    private static async Task<(RecordingListener Echo, ConnectionEnd End, ConnectionEnd ServerEnd)> RunAsync(
        X509Certificate2 server, X509Certificate2 client, X509Certificate2 trustedByServer)
    {
        await using var listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));
        var serverEnd = ServeAsync(listener, new TlsServerOptions(new TlsCertificate(server)) { TrustedRoots = [trustedByServer] });
        var connector = new TlsConnector(
            new TcpConnector("127.0.0.1", listener.LocalEndPoint.Port),
            new TlsClientOptions { ServerName = "localhost", Certificate = new TlsCertificate(client), TrustedRoots = [server] });
        var service = DicomService.ForRequestor(
            connector, Engines.Request, new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        var echo = new RecordingListener();
        service.Send(new CEchoRequest(), echo);
        service.Send(Engines.Store(500_000), new RecordingListener());
        service.Release();
        var end = await service.RunAsync(CancellationToken.None).Patiently();
        return (echo, end, await serverEnd.Patiently());
    }

    private static async Task<ConnectionEnd> ServeAsync(TcpTransportListener listener, TlsServerOptions options)
    {
        var plain = await listener.AcceptAsync(CancellationToken.None);
        var service = DicomService.ForAcceptor(
            new TlsAcceptingConnection(plain, options), new RecordingUser(), DicomServiceOptions.Default, NullLogger.Instance);
        return await service.RunAsync(CancellationToken.None);
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var created = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(created.Export(X509ContentType.Pkcs12), null);
    }
}
