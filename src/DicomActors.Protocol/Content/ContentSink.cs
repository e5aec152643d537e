namespace DicomActors.Protocol.Content;

/// <summary>
/// Where the bytes of one received C-STORE data set go. The engine calls the members one after the other:
/// writes as the bytes arrive, then exactly one of <see cref="CompleteAsync"/> and <see cref="DiscardAsync"/>,
/// then <see cref="IAsyncDisposable.DisposeAsync"/>. A slow sink stops the reads of its own connection and of no other.
/// </summary>
public abstract class ContentSink : IAsyncDisposable
{
    /// <summary>
    /// Takes the next bytes. The memory is the receive buffer: it is valid only until the returned task completes.
    /// </summary>
    /// <exception cref="IOException">
    /// The bytes cannot be kept; the rest of the data set is skipped and the request answered with A700H (out of resources).
    /// </exception>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Called after the last byte. When it returns, the instance is as durable as the sink promises.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Called when the data set will never be complete, or a write failed: leaves nothing behind.</summary>
    public abstract ValueTask DiscardAsync();

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
