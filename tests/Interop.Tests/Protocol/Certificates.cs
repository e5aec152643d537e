using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomActors.Processes;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>A certificate authority with certificates for both sides, and one of a stranger, as PEM files in a folder of their own.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Certificates()
    {
        Create("authority", ["ours", "peer", "archive"]);
        Create("other-authority", ["stranger"]);
    }

    /// <summary>The authority's certificate.</summary>
    public string Authority => CertificateOf("authority");

    /// <summary>TLS for what we open: our certificate, and trust in the authority.</summary>
    public TlsClientOptions Client => new() { Certificate = Source("ours"), Trust = TlsTrust.FromPem(Authority) };

    /// <summary>TLS for what we accept: clients need a certificate of the authority.</summary>
    public TlsServerOptions Server => new(Source("ours")) { Trust = TlsTrust.FromPem(Authority) };

    /// <summary>Options for DCMTK's tools: who they are, and trust in the authority.</summary>
    public string[] ToolOptions(string name = "peer") => ["+tls", KeyOf(name), CertificateOf(name), "+cf", Authority];

    /// <summary>The PEM file of a certificate: ours, peer, stranger, or archive, which is for the host archive.example.</summary>
    public string CertificateOf(string name) => _folder.File(name + ".crt");

    /// <summary>The PEM file of a private key.</summary>
    public string KeyOf(string name) => _folder.File(name + ".key");

    /// <summary>Certificate and key together.</summary>
    public TlsCertificateSource Source(string name) => TlsCertificateSource.FromPem(CertificateOf(name), KeyOf(name));

    public void Dispose() => _folder.Dispose();

    private void Create(string authority, string[] names)
    {
        using var authorityKey = RSA.Create(2048);
        var request = Request(authority, authorityKey);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var root = request.CreateSelfSigned(from, to);
        File.WriteAllText(CertificateOf(authority), root.ExportCertificatePem());
        foreach (var name in names)
        {
            using var key = RSA.Create(2048);
            var leaf = Request(name, key);
            var alternatives = new SubjectAlternativeNameBuilder();
            if (name == "archive")
            {
                alternatives.AddDnsName("archive.example");
            }
            else
            {
                alternatives.AddIpAddress(IPAddress.Loopback);
                alternatives.AddDnsName("localhost");
            }

            leaf.CertificateExtensions.Add(alternatives.Build());
            using var certificate = leaf.Create(root, from, to, RandomNumberGenerator.GetBytes(8));
            File.WriteAllText(CertificateOf(name), certificate.ExportCertificatePem());
            File.WriteAllText(KeyOf(name), key.ExportPkcs8PrivateKeyPem());
        }
    }

    private static CertificateRequest Request(string name, RSA key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
