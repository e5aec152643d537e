using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Content;

/// <summary>
/// Receives an instance into a file that appears under its name whole, or not at all: the bytes go to a temporary file in the same
/// folder, which is flushed to disk and then renamed, replacing a file of that name.
/// </summary>
public sealed class FileContentSink : ContentSink
{
    private readonly bool _flushToDisk;
    private readonly StagedFile _file;
    private readonly byte[]? _header;
    private bool _isHeaderWritten;
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
        _header = meta?.Encode();
        _file = Create(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>The file's name once it is complete.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file so far, header included.</summary>
    public long Length => _file.Length + (_isHeaderWritten ? 0 : _header?.Length ?? 0);

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _isHeaderWritten
        ? _file.WriteAsync(bytes, cancellationToken)
        : WriteFirstAsync(bytes, cancellationToken);

    /// <summary>Flushes the file to disk and gives it its name.</summary>
    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (!_isHeaderWritten)
        {
            await WriteFirstAsync(default, cancellationToken).ConfigureAwait(false);
        }

        await _file.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (_flushToDisk)
        {
            // There is no asynchronous flush: it must not hold up the receive loop that calls this.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            _file.FlushToDisk();
        }

        _file.MoveTo(Path);
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
        _file.Delete();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        _file.Dispose();
        return base.DisposeAsync();
    }

    private StagedFile Create(string folder)
    {
        var temporaryPath = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(Path)}.{Guid.NewGuid():N}.part");
        try
        {
            return new StagedFile(temporaryPath);
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(folder);
            _createdFolder = true;
            return new StagedFile(temporaryPath);
        }
    }

    private async ValueTask WriteFirstAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _isHeaderWritten = true;
        if (_header is not null)
        {
            await _file.WriteAsync(_header, cancellationToken).ConfigureAwait(false);
        }

        await _file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }
}
