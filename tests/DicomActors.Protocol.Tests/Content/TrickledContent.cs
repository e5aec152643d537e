using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Content;

/// <summary>A data set that comes in pieces of at most so many bytes, its length known or not.</summary>
internal sealed class TrickledContent(EncodedDataset dataset, int pieceLength = int.MaxValue, bool knowsLength = true, int? cutAt = null)
    : DicomContent(SopClasses.CtImageStorage, new Uid("1.2.3"), dataset.TransferSyntax)
{
    public override long? Length => knowsLength ? dataset.Bytes.Length : null;

    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) =>
        new(new Reader(dataset.Bytes[..(cutAt ?? dataset.Bytes.Length)], pieceLength));

    /// <summary>All that content gives when it is read in pieces of this length.</summary>
    public static async Task<byte[]> ReadAllAsync(DicomContent content, int bufferLength = 65536)
    {
        var all = new MemoryStream();
        var buffer = new byte[bufferLength];
        await using var reader = await content.OpenAsync(default);
        while (await reader.ReadAsync(buffer, default) is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        Assert.Equal(0, await reader.ReadAsync(buffer, default));
        return all.ToArray();
    }

    private sealed class Reader(ReadOnlyMemory<byte> remaining, int pieceLength) : DicomContentReader
    {
        private ReadOnlyMemory<byte> _remaining = remaining;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = Math.Min(Math.Min(buffer.Length, pieceLength), _remaining.Length);
            _remaining[..count].CopyTo(buffer);
            _remaining = _remaining[count..];
            return new ValueTask<int>(count);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
