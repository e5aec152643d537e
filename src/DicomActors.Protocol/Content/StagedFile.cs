using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace DicomActors.Protocol.Content;

/// <summary>
/// A file in the making: written under a temporary name, flushed, then given its name in one step, so that nobody ever sees a part
/// of it there. Not thread-safe: one caller after the other.
/// </summary>
public sealed class StagedFile : IDisposable
{
    private const int BufferSize = 256 * 1024;
    private const int WorthwhileWrite = 64 * 1024;

    private readonly SafeFileHandle _file;
    private byte[]? _buffer;
    private int _buffered;
    private long _position;
    private bool _isMoved;

    /// <summary>Creates the temporary file.</summary>
    /// <param name="temporaryPath">Its name until <see cref="MoveTo"/>; on the same file system as the final one.</param>
    /// <exception cref="IOException">The file cannot be created, or is there already.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public StagedFile(string temporaryPath)
    {
        TemporaryPath = temporaryPath;
        _file = File.OpenHandle(temporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
    }

    /// <summary>Its name while it is being made.</summary>
    public string TemporaryPath { get; }

    /// <summary>Bytes so far.</summary>
    public long Length => _position + _buffered;

    /// <summary>Appends bytes. The memory may be reused when the returned task completes.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // Small pieces are collected; large ones go to the file straight from the receive buffer.
        if (bytes.Length < WorthwhileWrite && _buffered + bytes.Length <= BufferSize)
        {
            _buffer ??= ArrayPool<byte>.Shared.Rent(BufferSize);
            bytes.CopyTo(_buffer.AsMemory(_buffered));
            _buffered += bytes.Length;
            return ValueTask.CompletedTask;
        }

        return WriteThroughAsync(bytes, cancellationToken);
    }

    /// <summary>Hands everything to the operating system: other readers of the file see it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return FlushOverlappedAsync(cancellationToken);
        }

        WriteBuffered(cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <summary>Flushes to disk what <see cref="FlushAsync"/> has handed over. Blocks: no system has an asynchronous flush.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void FlushToDisk() => RandomAccess.FlushToDisk(_file);

    /// <summary>Reads back what <see cref="FlushAsync"/> has handed over; 0 at the end.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public int Read(Span<byte> destination, long offset) => RandomAccess.Read(_file, destination, offset);

    /// <summary>Closes it and gives it its name, replacing a file of that name. Whoever needs the name to be durable flushes the folder.</summary>
    /// <exception cref="IOException">It cannot be moved there.</exception>
    public void MoveTo(string path)
    {
        Dispose();
        File.Move(TemporaryPath, path, overwrite: true);
        _isMoved = true;
    }

    /// <summary>Closes and deletes it, unless it has got its name.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public void Delete()
    {
        Dispose();
        if (!_isMoved)
        {
            File.Delete(TemporaryPath);
        }
    }

    /// <summary>Closes it. What was not moved stays under its temporary name.</summary>
    public void Dispose()
    {
        _file.Dispose();
        ReturnBuffer();
    }

    /// <summary>
    /// Where the system has no asynchronous writes to files, .NET has them done by another pool thread; content arrives on one anyway, and
    /// writing here saves the hop.
    /// </summary>
    private ValueTask WriteThroughAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return WriteThroughOverlappedAsync(bytes, cancellationToken);
        }

        WriteBuffered(cancellationToken);
        Write(bytes.Span, cancellationToken);
        return ValueTask.CompletedTask;
    }

    private void WriteBuffered(CancellationToken cancellationToken)
    {
        if (_buffered > 0)
        {
            Write(_buffer.AsSpan(0, _buffered), cancellationToken);
            ReturnBuffer();
        }
    }

    private void Write(ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RandomAccess.Write(_file, bytes, _position);
        _position += bytes.Length;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FlushOverlappedAsync(CancellationToken cancellationToken)
    {
        if (_buffered > 0)
        {
            await RandomAccess.WriteAsync(_file, _buffer.AsMemory(0, _buffered), _position, cancellationToken).ConfigureAwait(false);
            _position += _buffered;
            ReturnBuffer();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteThroughOverlappedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await FlushOverlappedAsync(cancellationToken).ConfigureAwait(false);
        await RandomAccess.WriteAsync(_file, bytes, _position, cancellationToken).ConfigureAwait(false);
        _position += bytes.Length;
    }

    private void ReturnBuffer()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
            _buffered = 0;
        }
    }
}
