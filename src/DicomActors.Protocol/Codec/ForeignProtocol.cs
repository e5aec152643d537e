namespace DicomActors.Protocol.Codec;

/// <summary>Recognizes what else comes to a DICOM port, so that the log says more than "unknown PDU type".</summary>
internal static class ForeignProtocol
{
    /// <summary>A description of the protocol the bytes belong to by all that is there of them; null if unknown.</summary>
    public static string? Recognize(ReadOnlySpan<byte> start) =>
        Begins(start, "GET "u8) || Begins(start, "POST "u8) || Begins(start, "HEAD "u8) || Begins(start, "PUT "u8)
            || Begins(start, "OPTIONS "u8) || Begins(start, "DELETE "u8) || Begins(start, "CONNECT "u8) ? "an HTTP request"
        : Begins(start, "PRI * HTTP/2"u8) ? "an HTTP/2 connection"
        : Begins(start, "HTTP/"u8) ? "an HTTP response"
        : Begins(start, [0x16, 0x03]) ? "a TLS handshake; is TLS missing on this port?"
        : Begins(start, [0x15, 0x03]) ? "a TLS alert; does the peer expect TLS?"
        : Begins(start, "SSH-"u8) ? "SSH"
        : Begins(start, "PROXY "u8) || Begins(start, "\r\n\r\n\0\r\nQUIT\n"u8) ? "a PROXY protocol header"
        : Begins(start, "\u000BMSH|"u8) || Begins(start, "MSH|"u8) ? "an HL7 message"
        : Begins(start, "DICM"u8) ? "a DICOM file instead of a DICOM message"
        : null;

    // One byte may be all that has come, and it decides: compare what there is.
    private static bool Begins(ReadOnlySpan<byte> start, ReadOnlySpan<byte> signature)
    {
        int length = Math.Min(start.Length, signature.Length);
        return length > 0 && start[..length].SequenceEqual(signature[..length]);
    }
}
