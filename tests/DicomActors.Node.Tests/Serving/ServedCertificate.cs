using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomActors.Processes;

namespace DicomActors.Node.Tests.Serving;

/// <summary>A certificate for localhost, with its key in the same file.</summary>
internal static class ServedCertificate
{
    /// <summary>Writes it into a folder.</summary>
    /// <returns>The path of the file.</returns>
    public static string Write(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = folder.File("node.pem");
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return path;
    }
}
