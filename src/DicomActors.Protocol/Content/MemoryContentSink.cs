using System.Buffers;

namespace DicomActors.Protocol.Content;

/// <summary>Keeps the data set in memory, up to a limit.</summary>
public sealed class MemoryContentSink : ContentSink
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly int _limit;

    /// <summary>Creates a sink that takes at most <paramref name="limit"/> bytes; more is answered "out of resources".</summary>
    public MemoryContentSink(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _limit = limit;
    }

    /// <summary>The bytes received.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Whether the whole data set is here.</summary>
    public bool IsComplete { get; private set; }

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > _limit - _bytes.WrittenCount)
        {
            throw new ContentTooLargeException($"The data set is larger than the {_limit} bytes this receiver keeps in memory.");
        }

        _bytes.Write(bytes.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        IsComplete = true;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask DiscardAsync()
    {
        _bytes.ResetWrittenCount();
        return ValueTask.CompletedTask;
    }
}
