using System.Buffers.Binary;
using System.Numerics;

namespace DicomActors.Protocol.Transport;

/// <summary>The extensions (TLV) behind the addresses of a version 2 header (proxy-protocol.txt 2.2). Only the checksum concerns us.</summary>
internal static class ProxyProtocolExtensions
{
    private const int ExtensionHeaderLength = 3;
    private const byte Checksum = 0x03; // PP2_TYPE_CRC32C

    /// <summary>Walks them, and verifies the checksum where there is one.</summary>
    /// <param name="header">The whole header, signature included.</param>
    /// <param name="offset">Where the extensions begin.</param>
    /// <exception cref="ProxyAnswerException">An extension is cut off, or the checksum is wrong.</exception>
    public static void Check(ReadOnlySpan<byte> header, int offset)
    {
        while (offset < header.Length)
        {
            if (header.Length - offset < ExtensionHeaderLength)
            {
                throw new ProxyAnswerException("an extension is cut off");
            }

            var type = header[offset];
            int length = BinaryPrimitives.ReadUInt16BigEndian(header[(offset + 1)..]);
            offset += ExtensionHeaderLength;
            if (length > header.Length - offset)
            {
                throw new ProxyAnswerException($"an extension announces {length} bytes, {header.Length - offset} are left");
            }

            if (type == Checksum)
            {
                VerifyChecksum(header, offset, length);
            }

            offset += length;
        }
    }

    // 2.2.3: CRC32c (RFC 4960 appendix B) of the header, its own four bytes taken as 0; a wrong one must end the connection.
    private static void VerifyChecksum(ReadOnlySpan<byte> header, int offset, int length)
    {
        if (length != sizeof(uint))
        {
            throw new ProxyAnswerException($"its checksum has {length} bytes, not 4");
        }

        var crc = uint.MaxValue;
        for (var i = 0; i < header.Length; i++)
        {
            crc = BitOperations.Crc32C(crc, i >= offset && i < offset + length ? (byte)0 : header[i]);
        }

        if (~crc != BinaryPrimitives.ReadUInt32BigEndian(header[offset..]))
        {
            throw new ProxyAnswerException("its checksum is wrong");
        }
    }
}
