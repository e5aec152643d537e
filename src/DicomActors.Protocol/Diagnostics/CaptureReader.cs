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
            var connection = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
            var ticks = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(5));
            var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(13));
            if (header[0] > 1 || connection < 0 || length is < 0 or > LongestRecord || ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks)
            {
                throw new InvalidDataException("Not a capture: a record with an impossible header.");
            }

            // Grows with what is there, not with what the header announces.
            var bytes = new MemoryStream();
            var chunk = new byte[Math.Min(length, 64 << 10)];
            while (bytes.Length < length)
            {
                var count = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, length - bytes.Length));
                if (count == 0)
                {
                    yield break;
                }

                bytes.Write(chunk, 0, count);
            }

            yield return new CaptureRecord(
                connection,
                header[0] == 1 ? TrafficDirection.Sent : TrafficDirection.Received,
                new DateTimeOffset(ticks, TimeSpan.Zero),
                bytes.GetBuffer().AsMemory(0, length));
        }
    }
}
