using System.Runtime.CompilerServices;
using DicomActors.Protocol.Data;
using Microsoft.Win32.SafeHandles;

namespace DicomActors.Protocol.Content;

/// <summary>
/// A data set in a file: the whole file, or what follows the header of a Part 10 file. The file is opened when the
/// transfer begins, and must not change until it ends. Of a file of up to 16 KiB what was read with its header may be sent, if
/// neither its length nor the time it was last written has changed.
/// </summary>
public sealed class FileContent : DicomContent
{
    private readonly long _length;
    private FileStart? _kept;

    /// <summary>Content from a part of a file; most callers use <see cref="OpenPart10Async"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sopClassUid">SOP class of the instance.</param>
    /// <param name="sopInstanceUid">SOP instance UID.</param>
    /// <param name="transferSyntax">Transfer syntax of the bytes.</param>
    /// <param name="offset">Where the data set begins. Default 0: a raw data set.</param>
    /// <exception cref="IOException">The file does not exist or is shorter than the offset.</exception>
    public FileContent(string path, Uid sopClassUid, Uid sopInstanceUid, TransferSyntax transferSyntax, long offset = 0)
        : base(sopClassUid, sopInstanceUid, transferSyntax)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        Path = path;
        Offset = offset;
        var file = new FileInfo(path);
        _length = (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length - offset;
        if (_length < 0)
        {
            throw new IOException($"{path} is shorter than the offset of its data set, {offset}.");
        }
    }

    private FileContent(string path, Part10Header header, long length)
        : base(header.Meta.MediaStorageSopClassUid, header.Meta.MediaStorageSopInstanceUid, header.Meta.TransferSyntax)
    {
        Path = path;
        Offset = header.DatasetOffset;
        _length = length;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Where in the file the data set begins.</summary>
    public long Offset { get; }

    /// <inheritdoc />
    public override long? Length => _length;

    /// <summary>Content from a Part 10 file, described by its file meta information, which is read on the calling thread.</summary>
    /// <exception cref="InvalidDataException">The file is not DICOM; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async ValueTask<FileContent> OpenPart10Async(string path, CancellationToken cancellationToken = default)
    {
        var (content, error) = await TryOpenPart10Async(path, cancellationToken).ConfigureAwait(false);
        return content ?? throw new InvalidDataException($"{path}: {error}");
    }

    /// <summary>Content from a Part 10 file, or what is wrong with the file. The header is read on the calling thread.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ValueTask<(FileContent? Content, DatasetError? Error)> TryOpenPart10Async(
        string path, CancellationToken cancellationToken = default)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(TryOpenPart10(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return ValueTask.FromException<(FileContent?, DatasetError?)>(exception);
        }
    }

    /// <inheritdoc />
    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken)
    {
        const FileOptions Options = FileOptions.Asynchronous | FileOptions.SequentialScan;
        return new(TakeKept() is { } kept
            ? new KeptReader(kept, (int)Offset)
            : new Reader(File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.Read, Options), Offset));
    }

    /// <summary>Gives up what was kept of the file, if it was not taken yet.</summary>
    internal void Forget() => Interlocked.Exchange(ref _kept, null)?.Dispose();

    private static (FileContent? Content, DatasetError? Error) TryOpenPart10(string path)
    {
        var (start, result) = FileStart.Read(path);
        if (result.Header is not { } header)
        {
            start.Dispose();
            return (null, result.Error);
        }

        var content = new FileContent(path, header, start.FileLength - header.DatasetOffset);
        if (start.IsSmallFile)
        {
            content._kept = start;
            KeptFiles.Add(content);
        }
        else
        {
            start.Dispose();
        }

        return (content, null);
    }

    /// <summary>What was kept, if the file still is what it was then; a link may lead elsewhere by now.</summary>
    private FileStart? TakeKept()
    {
        if (Interlocked.Exchange(ref _kept, null) is not { } kept)
        {
            return null;
        }

        var now = new FileInfo(Path);
        if (now.LastWriteTimeUtc == kept.WrittenAt && now.Length == kept.FileLength && (now.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            return kept;
        }

        kept.Dispose();
        return null;
    }

    private sealed class KeptReader(FileStart file, int position) : DicomContentReader
    {
        private int _position = position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(buffer.Length, file.Bytes.Length - _position);
            file.Bytes.Span.Slice(_position, count).CopyTo(buffer.Span);
            _position += count;
            return new(count);
        }

        public override ValueTask DisposeAsync()
        {
            file.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Reader(SafeFileHandle file, long position) : DicomContentReader
    {
        private long _position = position;

        /// <summary>
        /// Where the system has no asynchronous file reads, .NET has them done by another pool thread; content is read on one anyway, and
        /// reading here saves two hops for each fragment.
        /// </summary>
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (OperatingSystem.IsWindows())
            {
                return ReadOverlappedAsync(buffer, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var count = RandomAccess.Read(file, buffer.Span, _position);
            _position += count;
            return new(count);
        }

        public override ValueTask DisposeAsync()
        {
            file.Dispose();
            return ValueTask.CompletedTask;
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<int> ReadOverlappedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = await RandomAccess.ReadAsync(file, buffer, _position, cancellationToken).ConfigureAwait(false);
            _position += count;
            return count;
        }
    }
}
