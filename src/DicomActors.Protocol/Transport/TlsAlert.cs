using System.Globalization;

namespace DicomActors.Protocol.Transport;

/// <summary>Names of the alerts a TLS peer refuses us with (RFC 8446 6).</summary>
internal static class TlsAlert
{
    public static string Describe(byte description) => description switch
    {
        10 => "unexpected message",
        20 => "bad record",
        40 => "handshake failure (no common cipher suite, or a certificate is missing)",
        42 => "our certificate is bad",
        43 => "our certificate is of an unsupported kind",
        44 => "our certificate is revoked",
        45 => "our certificate has expired",
        46 => "our certificate is not acceptable",
        48 => "the authority that issued our certificate is unknown to the peer",
        49 => "access denied",
        50 => "decode error",
        51 => "decrypt error",
        70 => "no common protocol version",
        71 => "insufficient security",
        80 => "internal error of the peer",
        112 => "the server name is unknown to the peer",
        116 => "the peer requires a certificate of ours",
        _ => string.Create(CultureInfo.InvariantCulture, $"alert {description}"),
    };
}
