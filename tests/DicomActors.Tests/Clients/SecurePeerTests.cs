using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;
using DicomActors.Clients;
using DicomActors.Configuration;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>Peers whose <c>tls</c> block comes from HOCON, against a listener that wants certificates.</summary>
public sealed class SecurePeerTests : ClientSpec, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dicomactors-tls-").FullName;

    public SecurePeerTests(ITestOutputHelper output)
        : base(output)
    {
        foreach (var name in (string[])["archive", "us"])
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest($"CN={name}.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName($"{name}.example");
            request.CertificateExtensions.Add(names.Build());
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            File.WriteAllText(PathOf($"{name}.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(PathOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        }
    }

    private TlsServerOptions ServerOptions => new(TlsCertificateSource.FromPem(PathOf("archive.pem"), PathOf("archive.key")))
    {
        Trust = TlsTrust.FromPem(PathOf("us.pem")),
    };

    [Fact]
    public async Task CertificatesAreRight_Echo_IsAnswered()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(), tls: ServerOptions);
        var client = await AddAsync(Configured(peer, "archive.example"));

        Assert.True((await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()))).IsSuccess);
    }

    [Fact]
    public async Task NameIsWrong_Echo_FailsAtOnce()
    {
        await using var peer = new ActedPeer(Sys, static _ => ActedPeer.With(), tls: ServerOptions);
        var client = await AddAsync(Configured(peer, "other.example"));

        var ended = await OutcomeAsync(await EnqueueAsync(client, new CEchoRequest()));

        Assert.Equal(Protocol.Engine.ConnectionEndReason.TlsHandshakeFailed, ended.ConnectionEnd?.Reason);
    }

    public new void Dispose()
    {
        base.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private DicomPeer Configured(ActedPeer peer, string targetHost) => DicomPeer.AllFrom(ConfigurationFactory.ParseString($$"""
        dicom-actors.peers.peer {
          host = "127.0.0.1", port = {{peer.EndPoint.Port}}
          tls {
            enabled = on, trusted = ["{{PathOf("archive.pem")}}"], certificate = "{{PathOf("us.pem")}}", key = "{{PathOf("us.key")}}"
            target-host = "{{targetHost}}"
          }
        }
        """), SettingsReference.Core, logger: null).Single();

    private string PathOf(string name) => Path.Combine(_folder, name);
}
