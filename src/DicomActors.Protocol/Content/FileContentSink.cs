using System.Buffers;
using System.Runtime.CompilerServices;
using DicomActors.Protocol.Data;
using Microsoft.Win32.SafeHandles;

namespace DicomActors.Protocol.Content;

/// <summary>
/// Receives an instance into a file that appears under its name whole, or not at all: the bytes go to a temporary file in the same
/// folder, which is flushed to disk and then renamed, replacing a file of that name.
/// </summary>
public sealed class FileContentSink : ContentSink
{
    private const int BufferSize = 256 * 1024;
    private const int WorthwhileWrite = 64 * 1024;

    private readonly string _temporaryPath;
    private readonly bool _flushToDisk;
    private readonly SafeFileHandle _file;
    private byte[]? _buffer;
    private int _buffered;
    private long _position;
    private bool _isComplete;
    private bool _createdFolder;

    /// <summary>Creates the temporary file, and its folder if it does not exist.</summary>
    /// <param name="path">The file's name once it is complete.</param>
    /// <param name="meta">Written in front of the data set (Part 10); null writes the data set only.</param>
    /// <param name="flushToDisk">Whether the file survives a power failure once complete. Default true; off is faster and forgets that promise.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public FileContentSink(string path, FileMetaInformation? meta, bool flushToDisk = true)
    {
        Path = System.IO.Path.GetFullPath(path);
        _flushToDisk = flushToDisk;
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        _temporaryPath = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(Path)}.{Guid.NewGuid():N}.part");
        _file = Create(folder);
        if (meta is not null)
        {
            var header = meta.Encode();
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BufferSize, header.Length));
            header.CopyTo(_buffer, 0);
            _buffered = header.Length;
        }
    }

    /// <summary>The file's name once it is complete.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file so far, header included.</summary>
    public long Length => _position + _buffered;

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
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

    /// <summary>Flushes the file to disk and gives it its name.</summary>
    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushBufferAsync(cancellationToken).ConfigureAwait(false);
        if (_flushToDisk)
        {
            // There is no asynchronous flush: it must not hold up the receive loop that calls this.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            RandomAccess.FlushToDisk(_file);
        }

        _file.Dispose();
        File.Move(_temporaryPath, Path, overwrite: true);
        _isComplete = true;
        if (_flushToDisk)
        {
            // The new name is part of the folder, not of the file.
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            DurableFolder.Flush(folder);
            if (_createdFolder && System.IO.Path.GetDirectoryName(folder) is { } parent)
            {
                DurableFolder.Flush(parent);
            }
        }
    }

    /// <summary>Deletes the temporary file.</summary>
    public override ValueTask DiscardAsync()
    {
        _file.Dispose();
        if (!_isComplete)
        {
            File.Delete(_temporaryPath);
        }

        ReturnBuffer();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        _file.Dispose();
        ReturnBuffer();
        return base.DisposeAsync();
    }

    private SafeFileHandle Create(string folder)
    {
        try
        {
            return Open();
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(folder);
            _createdFolder = true;
            return Open();
        }

        SafeFileHandle Open() =>
            File.OpenHandle(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteThroughAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await FlushBufferAsync(cancellationToken).ConfigureAwait(false);
        await RandomAccess.WriteAsync(_file, bytes, _position, cancellationToken).ConfigureAwait(false);
        _position += bytes.Length;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FlushBufferAsync(CancellationToken cancellationToken)
    {
        if (_buffered == 0)
        {
            return;
        }

        await RandomAccess.WriteAsync(_file, _buffer.AsMemory(0, _buffered), _position, cancellationToken).ConfigureAwait(false);
        _position += _buffered;
        _buffered = 0;
        ReturnBuffer();
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
