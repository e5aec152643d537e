using System.Security.Cryptography.X509Certificates;

namespace DicomActors.Protocol.Transport;

/// <summary>Whether and how revoked certificates are found out.</summary>
public sealed record TlsRevocation
{
    /// <summary>No check: the default, since few private certificate authorities publish revocations.</summary>
    public static TlsRevocation None { get; } = new();

    /// <summary>Ask the issuer (OCSP, CRL) over the network, within <see cref="FetchTimeout"/>.</summary>
    public static TlsRevocation Online { get; } = new() { Mode = X509RevocationMode.Online };

    /// <summary>How to check. Default: not at all.</summary>
    public X509RevocationMode Mode { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>Which certificates of the chain. Default: all but the root, which nobody can revoke.</summary>
    public X509RevocationFlag Scope { get; init; } = X509RevocationFlag.ExcludeRoot;

    /// <summary>Whether a certificate passes when its status cannot be found out (issuer unreachable). Default false.</summary>
    public bool AllowUnknown { get; init; }

    /// <summary>Longest wait for one answer of an issuer. 1 ms to 1 hour; default 5 s.</summary>
    public TimeSpan FetchTimeout { get; init => field = TransportLimits.Timeout(value); } = TimeSpan.FromSeconds(5);
}
