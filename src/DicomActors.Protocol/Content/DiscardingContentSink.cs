namespace DicomActors.Protocol.Content;

/// <summary>Counts the bytes and forgets them.</summary>
public sealed class DiscardingContentSink : ContentSink
{
    /// <summary>Bytes received.</summary>
    public long Length { get; private set; }

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Length += bytes.Length;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public override ValueTask DiscardAsync() => ValueTask.CompletedTask;
}
