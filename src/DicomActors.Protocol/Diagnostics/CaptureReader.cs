using System.Buffers.Binary;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>Reads what a <see cref="CaptureWriter"/> wrote.</summary>
public static class CaptureReader
{
    // What a writer can write at once is bounded by the engine's buffers.
    private const int LongestRecord = 64 << 20;

    /// <summary>The records of a capture, in the order they were written; ends early where the capture is cut off.</summary>
    /// <exception cref="InvalidDataException">The stream is not a capture, or a record cannot be one.</exception>
    public static IEnumerable<CaptureRecord> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadRecords(stream);
    }

    private static IEnumerable<CaptureRecord> ReadRecords(Stream stream)
    {
        var magic = new byte[CaptureWriter.Magic.Length];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !CaptureWriter.Magic.SequenceEqual(magic))
        {
            throw new InvalidDataException("Not a capture: it does not start with DACAP1.");
        }

        var header = new byte[CaptureWriter.RecordHeaderLength];
        while (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            var ticks = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(1));
            var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(9));
            if (header[0] > 1 || length is < 0 or > LongestRecord || ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks)
            {
                throw new InvalidDataException("Not a capture: a record with an impossible header.");
            }

            var bytes = new byte[length];
            if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length)
            {
                yield break;
            }

            yield return new CaptureRecord(
                header[0] == 1 ? TrafficDirection.Sent : TrafficDirection.Received, new DateTimeOffset(ticks, TimeSpan.Zero), bytes);
        }
    }
}
