using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace DicomActors.Protocol.Data;

/// <summary>
/// The first bytes of a file, in a pooled array: the whole file if it is small. They are read where they are asked for: opening a file blocks on
/// every system, and the little that follows is cheaper than a hop to another thread.
/// </summary>
internal sealed class FileStart : IDisposable
{
    private const int FirstRead = 16 * 1024;

    private byte[]? _array;

    private FileStart(long fileLength) => FileLength = fileLength;

    /// <summary>Bytes of the file when it was opened.</summary>
    public long FileLength { get; }

    /// <summary>When the file was last written to, before it was read; only of one that is small.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>The bytes, until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Whether <see cref="Bytes"/> are the whole file, and few enough to be worth keeping.</summary>
    public bool IsSmallFile => FileLength <= FirstRead && Bytes.Length == FileLength;

    /// <summary>Opens a file and reads as much of it as its header takes.</summary>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static (FileStart Start, Part10ReadResult Header) Read(string path)
    {
        using var file = File.OpenHandle(path);
        var start = new FileStart(RandomAccess.GetLength(file));
        if (start.FileLength <= FirstRead)
        {
            start.WrittenAt = File.GetLastWriteTimeUtc(file);
        }

        start.Fill(file, FirstRead);
        var header = Part10Reader.Parse(start.Bytes);
        if (start.FileLength > FirstRead && Part10Reader.NeedsMore(header))
        {
            start.Fill(file, 2 * Part10Reader.MaximumHeaderLength);
            header = Part10Reader.Parse(start.Bytes);
        }

        return (start, header);
    }

    /// <summary>Gives the array back.</summary>
    public void Dispose()
    {
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = null;
            Bytes = default;
        }
    }

    private void Fill(SafeFileHandle file, int limit)
    {
        Dispose();
        _array = ArrayPool<byte>.Shared.Rent(limit);
        var wanted = (int)Math.Min(FileLength, limit);
        var length = 0;
        while (length < wanted && RandomAccess.Read(file, _array.AsSpan(length, wanted - length), length) is > 0 and var count)
        {
            length += count;
        }

        Bytes = _array.AsMemory(0, length);
    }
}
