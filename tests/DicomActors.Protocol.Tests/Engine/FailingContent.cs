using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Content that cannot be opened (-1), or breaks after so many bytes.</summary>
internal sealed class FailingContent(int failAfter) : DicomContent(Engines.Ct, new Uid("1.2.3.9"), TransferSyntax.ExplicitVRLittleEndian)
{
    public override long? Length => 1_000_000;

    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) =>
        failAfter < 0 ? throw new IOException("no such file") : new(new Reader(failAfter));

    private sealed class Reader(int left) : DicomContentReader
    {
        private int _left = left;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = Math.Min(buffer.Length, _left);
            _left -= count;
            return count > 0 ? new(count) : throw new IOException("disk on fire");
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
