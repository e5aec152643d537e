using System.Buffers.Binary;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>
/// Writes every byte of the connections it sees to a stream, with direction and time; <see cref="CaptureReader"/> reads it back. It
/// contains the data sets, so it is patient data. The format, all numbers little endian: the 8 bytes <c>DACAP1\r\n</c>, then per
/// read or write one record of 1 byte direction (0 received, 1 sent), 4 bytes number of the connection (from 1), 8 bytes time
/// (100 ns since 0001-01-01 UTC), 4 bytes length, and that many bytes as they were on the connection (behind TLS, if there is TLS).
/// A file cut off in a record is valid up to there.
/// </summary>
public sealed class CaptureWriter : DicomInspector, IDisposable
{
    internal const int RecordHeaderLength = 17;

    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly long _limit;
    private readonly byte[] _header = new byte[RecordHeaderLength];
    private long _written;
    private int _connections;
    private bool _isDisposed;

    /// <summary>Starts a capture.</summary>
    /// <param name="stream">Where it goes; buffered by the caller. Disposed with this object.</param>
    /// <param name="limit">Bytes after which nothing more is written. Default 1 GiB.</param>
    public CaptureWriter(Stream stream, long limit = 1L << 30)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _stream = stream;
        _limit = limit;
        _stream.Write(Magic);
        _written = Magic.Length;
    }

    /// <summary>Whether the limit was reached, or writing failed, and records are missing.</summary>
    public bool IsTruncated { get; private set; }

    internal static ReadOnlySpan<byte> Magic => "DACAP1\r\n"u8;

    /// <summary>Creates a capture file, replacing one of that name.</summary>
    public static CaptureWriter Create(string path, long limit = 1L << 30) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 64 * 1024), limit);

    /// <inheritdoc />
    public override DicomInspector ForConnection(AssociationRole role) => new Connection(this, Interlocked.Increment(ref _connections));

    /// <summary>Ends the capture and closes the stream.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            try
            {
                _stream.Dispose();
            }
            catch (IOException)
            {
                // What was buffered did not fit on the disk.
                IsTruncated = true;
            }
        }
    }

    private void Write(int connection, TrafficDirection direction, DateTimeOffset time, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_isDisposed || IsTruncated || bytes.IsEmpty)
            {
                return;
            }

            if (_written + RecordHeaderLength + bytes.Length > _limit)
            {
                IsTruncated = true;
                return;
            }

            _header[0] = direction == TrafficDirection.Sent ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(1), connection);
            BinaryPrimitives.WriteInt64LittleEndian(_header.AsSpan(5), time.UtcTicks);
            BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(13), bytes.Length);
            try
            {
                _stream.Write(_header);
                _stream.Write(bytes);
            }
            catch (IOException)
            {
                // A full disk must not end the association it watches; IsTruncated tells.
                IsTruncated = true;
            }

            _written += RecordHeaderLength + bytes.Length;
        }
    }

    private sealed class Connection(CaptureWriter writer, int number) : DicomInspector
    {
        public override void OnBytes(TrafficDirection direction, DateTimeOffset time, ReadOnlySpan<byte> bytes) =>
            writer.Write(number, direction, time, bytes);
    }
}
