using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Content;

/// <summary>A data set in memory.</summary>
public sealed class MemoryContent : DicomContent
{
    private readonly ReadOnlyMemory<byte> _bytes;

    /// <summary>Creates content; the bytes must not change afterwards.</summary>
    public MemoryContent(Uid sopClassUid, Uid sopInstanceUid, EncodedDataset dataset)
        : this(sopClassUid, sopInstanceUid, dataset.TransferSyntax, dataset.Bytes)
    {
    }

    /// <summary>Creates content; the bytes must not change afterwards.</summary>
    public MemoryContent(Uid sopClassUid, Uid sopInstanceUid, TransferSyntax transferSyntax, ReadOnlyMemory<byte> bytes)
        : base(sopClassUid, sopInstanceUid, transferSyntax)
    {
        _bytes = bytes;
    }

    /// <summary>The data set.</summary>
    public EncodedDataset Dataset => new(_bytes, TransferSyntax);

    /// <inheritdoc />
    public override long? Length => _bytes.Length;

    /// <inheritdoc />
    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) => new(new Reader(_bytes));

    private sealed class Reader(ReadOnlyMemory<byte> remaining) : DicomContentReader
    {
        private ReadOnlyMemory<byte> _remaining = remaining;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = Math.Min(buffer.Length, _remaining.Length);
            _remaining[..count].CopyTo(buffer);
            _remaining = _remaining[count..];
            return new ValueTask<int>(count);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
