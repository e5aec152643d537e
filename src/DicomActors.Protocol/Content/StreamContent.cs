using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Content;

/// <summary>A data set read from a stream of the caller, once.</summary>
public sealed class StreamContent : DicomContent
{
    private readonly bool _leaveOpen;
    private Stream? _stream;

    /// <summary>Creates content that reads <paramref name="stream"/> from its current position to its end.</summary>
    /// <param name="sopClassUid">SOP class of the instance.</param>
    /// <param name="sopInstanceUid">SOP instance UID.</param>
    /// <param name="transferSyntax">Transfer syntax of the bytes.</param>
    /// <param name="stream">The data set's bytes.</param>
    /// <param name="length">Number of bytes, if known; null takes a seekable stream's own length, else leaves it open.</param>
    /// <param name="leaveOpen">Whether the stream stays open after the transfer. Default false.</param>
    public StreamContent(
        Uid sopClassUid, Uid sopInstanceUid, TransferSyntax transferSyntax, Stream stream, long? length = null, bool leaveOpen = false)
        : base(sopClassUid, sopInstanceUid, transferSyntax)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _leaveOpen = leaveOpen;
        Length = length ?? (stream.CanSeek ? stream.Length - stream.Position : null);
    }

    /// <inheritdoc />
    public override long? Length { get; }

    /// <inheritdoc />
    public override bool IsRepeatable => false;

    /// <inheritdoc />
    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = Interlocked.Exchange(ref _stream, null)
            ?? throw new IOException("The stream of this content was already sent; a stream can be sent once.");
        return new(new Reader(stream, _leaveOpen));
    }

    private sealed class Reader(Stream stream, bool leaveOpen) : DicomContentReader
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            stream.ReadAsync(buffer, cancellationToken);

        public override ValueTask DisposeAsync() => leaveOpen ? ValueTask.CompletedTask : stream.DisposeAsync();
    }
}
