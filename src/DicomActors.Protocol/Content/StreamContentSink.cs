namespace DicomActors.Protocol.Content;

/// <summary>Writes the data set to a stream of the caller. On discard the stream keeps what was written: rolling back is the caller's.</summary>
public sealed class StreamContentSink : ContentSink
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;

    /// <summary>Creates a sink on a writable stream.</summary>
    public StreamContentSink(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _leaveOpen = leaveOpen;
    }

    /// <summary>Whether the data set was discarded instead of completed.</summary>
    public bool IsDiscarded { get; private set; }

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _stream.WriteAsync(bytes, cancellationToken);

    /// <inheritdoc />
    public override async ValueTask CompleteAsync(CancellationToken cancellationToken) =>
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public override ValueTask DiscardAsync()
    {
        IsDiscarded = true;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (!_leaveOpen)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }
}
