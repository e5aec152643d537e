using System.Text.Json.Nodes;
using DicomActors.Interop.Tests.Peers;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>An Orthanc that talks TLS with mutual authentication, both as acceptor and as requestor.</summary>
public sealed class TlsOrthancServer : OrthancServer
{
    internal Certificates Certificates { get; } = new();

    protected override bool UsesTls => true;

    protected override void Configure(JsonObject settings)
    {
        settings["DicomTlsEnabled"] = true;
        settings["DicomTlsCertificate"] = Certificates.CertificateOf("peer");
        settings["DicomTlsPrivateKey"] = Certificates.KeyOf("peer");
        settings["DicomTlsTrustedCertificates"] = Certificates.Authority;
        settings["DicomTlsRemoteCertificateRequired"] = true;
    }

    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        Certificates.Dispose();
    }
}
