using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>The verdict on the peer's certificate in one handshake, and the reason of a refusal in words.</summary>
internal sealed class TlsPeerVerification(TlsTrust trust, string? expectedHost, bool certificateRequired)
{
    /// <summary>Why the certificate was refused; null if it was not.</summary>
    public string? Refusal { get; private set; }

    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            Refusal = certificateRequired ? "the peer presented no certificate" : null;
            return Refusal is null;
        }

        if (trust.AcceptsAnyCertificate)
        {
            return true;
        }

        if (expectedHost is null)
        {
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }

        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        var problems = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add($"it is not issued for '{expectedHost}'");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && chain is not null)
        {
            problems.AddRange(chain.ChainStatus.Select(status => Describe(status, certificate)).Distinct());
        }

        var what = problems.Count > 0 ? string.Join("; ", problems) : errors.ToString();
        Refusal = $"the peer's certificate ({certificate.Subject}) is refused: {what}";
        return false;
    }

    private static string Describe(X509ChainStatus status, X509Certificate certificate) => status.Status switch
    {
        X509ChainStatusFlags.NotTimeValid =>
            $"it or its issuer is outside its validity ({Validity(certificate)})",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain =>
            $"its issuer ({certificate.Issuer}) is not trusted here",
        X509ChainStatusFlags.Revoked => "it is revoked",
        X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation =>
            "whether it is revoked cannot be found out",
        X509ChainStatusFlags.NotValidForUsage => "it is not meant for this use (extended key usage)",
        X509ChainStatusFlags.NotSignatureValid => "its signature is wrong",
        _ => status.StatusInformation.TrimEnd('.', ' ', '\n', '\r'),
    };

    private static string Validity(X509Certificate certificate) => certificate is X509Certificate2 full
        ? $"{full.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm}Z to {full.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm}Z"
        : $"to {certificate.GetExpirationDateString()}";
}
