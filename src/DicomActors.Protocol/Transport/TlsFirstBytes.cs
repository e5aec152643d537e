using DicomActors.Protocol.Codec;

namespace DicomActors.Protocol.Transport;

/// <summary>Tells from the first bytes of a peer whether it speaks TLS, and if not, what.</summary>
internal static class TlsFirstBytes
{
    /// <summary>As many bytes as a decision and an alert record need.</summary>
    public const int Length = 16;

    private const byte AlertRecord = 0x15;
    private const byte HandshakeRecord = 0x16;

    /// <summary>What the peer speaks instead of TLS; null if it is TLS, or if nothing has come.</summary>
    public static string? DescribeForeign(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty || (start[0] is AlertRecord or HandshakeRecord && (start.Length < 2 || start[1] == 3)))
        {
            return null;
        }

        return start[0] switch
        {
            // PS3.8 9.3.1: PDU type, reserved zero.
            0x01 when HasReservedZero(start) => "plain DICOM (an A-ASSOCIATE-RQ)",
            >= 0x02 and <= 0x07 when HasReservedZero(start) => "plain DICOM",
            0x80 when start.Length > 2 && start[2] == 1 => "an SSL 2 hello, which is not supported",
            _ => ForeignProtocol.Recognize(start) ?? "something that is not TLS",
        };
    }

    /// <summary>The alert a TLS peer answered with in the clear; null if its first bytes are no alert.</summary>
    public static string? DescribeAlert(ReadOnlySpan<byte> start) =>
        start.Length >= 7 && start[0] == AlertRecord && start[1] == 3 && start[3] == 0 && start[4] == 2 ? TlsAlert.Describe(start[6]) : null;

    private static bool HasReservedZero(ReadOnlySpan<byte> start) => start.Length < 2 || start[1] == 0;
}
