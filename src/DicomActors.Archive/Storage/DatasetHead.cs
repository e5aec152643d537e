using System.Buffers;
using System.IO.Compression;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>
/// The elements of a data set up to its pixel data. Kept in memory while the data set streams by, if they are few; else read back
/// from the file.
/// </summary>
internal sealed class DatasetHead(TransferSyntax transferSyntax) : IDisposable
{
    private const ushort PixelGroup = 0x7FE0;
    private const int FirstLook = 4 * 1024;
    private const int MostInMemory = 64 * 1024;

    private byte[]? _bytes;
    private int _length;
    private int _nextLook = FirstLook;
    private long _total;
    private bool _isComplete;

    /// <summary>The next bytes of the data set.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _total += bytes.Length;

        // A deflated one is inflated from the file, once, instead of again and again on its way.
        if (_isComplete || transferSyntax.IsDeflated || _length == MostInMemory)
        {
            return;
        }

        _bytes ??= ArrayPool<byte>.Shared.Rent(MostInMemory);
        var taken = Math.Min(bytes.Length, MostInMemory - _length);
        bytes[..taken].CopyTo(_bytes.AsSpan(_length));
        _length += taken;
        if (_length >= _nextLook)
        {
            (var end, _isComplete) = Scan(_bytes.AsSpan(0, _length), transferSyntax);
            _length = _isComplete ? end : _length;
            _nextLook = 2 * _length;
        }
    }

    /// <summary>The elements, after the last byte was added. Reads from the file if there are too many; blocks then.</summary>
    /// <param name="openFile">Opens the data set as it lies in the file.</param>
    /// <param name="limit">Most bytes, inflated if it is deflated; what is beyond is left out, element by element.</param>
    public EncodedDataset Take(Func<Stream> openFile, int limit)
    {
        if (!transferSyntax.IsDeflated && (_isComplete || _length == _total))
        {
            var end = Scan(_bytes.AsSpan(0, _length), transferSyntax).End;
            return new EncodedDataset(_bytes.AsSpan(0, end).ToArray(), transferSyntax);
        }

        using var file = openFile();
        return Read(file, transferSyntax, limit);
    }

    /// <summary>Reads the elements from a stream that stands at the beginning of the data set. Those of a deflated one come inflated.</summary>
    public static EncodedDataset Read(Stream dataset, TransferSyntax transferSyntax, int limit)
    {
        if (transferSyntax.IsDeflated)
        {
            using var inflated = new DeflateStream(dataset, CompressionMode.Decompress, leaveOpen: true);
            return Read(inflated, TransferSyntax.ExplicitVRLittleEndian, limit);
        }

        var bytes = new byte[Math.Min(MostInMemory, limit)];
        var length = 0;
        for (var isOver = false; ;)
        {
            isOver = !Fill(dataset, bytes, ref length);
            var (end, isComplete) = Scan(bytes.AsSpan(0, length), transferSyntax);
            if (isComplete || isOver || length == limit)
            {
                return new EncodedDataset(bytes.AsSpan(0, end).ToArray(), transferSyntax);
            }

            Array.Resize(ref bytes, (int)Math.Min(2L * length, limit));
        }
    }

    public void Dispose()
    {
        if (_bytes is { } bytes)
        {
            _bytes = null;
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool Fill(Stream source, byte[] bytes, ref int length)
    {
        try
        {
            while (length < bytes.Length)
            {
                var read = source.Read(bytes, length, bytes.Length - length);
                if (read == 0)
                {
                    return false;
                }

                length += read;
            }

            return true;
        }
        catch (InvalidDataException)
        {
            // Not a deflate stream from here on: what came before may do.
            return false;
        }
    }

    /// <summary>Where the last whole element before the pixel data ends, and whether nothing that follows could belong to it.</summary>
    private static (int End, bool IsComplete) Scan(ReadOnlySpan<byte> bytes, TransferSyntax transferSyntax)
    {
        var reader = new DatasetReader(bytes, transferSyntax);
        var end = 0;
        while (reader.Read())
        {
            if (reader.Tag.Group >= PixelGroup)
            {
                return (end, true);
            }

            if (!reader.Skip())
            {
                return (end, reader.Error!.Code != DatasetErrorCode.Truncated);
            }

            end = reader.BytesConsumed;
        }

        return (end, reader.Error is { } error && (error.Code != DatasetErrorCode.Truncated || error.Tag is { Group: >= PixelGroup }));
    }
}
