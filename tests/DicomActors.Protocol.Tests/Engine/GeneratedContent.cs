using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Content of any length that exists nowhere; calls back while it is read.</summary>
internal sealed class GeneratedContent(long length, Action? onRead = null)
    : DicomContent(Engines.Ct, new Uid("1.2.3.7"), TransferSyntax.ExplicitVRLittleEndian)
{
    public override long? Length => length;

    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) => new(new Reader(length, onRead));

    private sealed class Reader(long left, Action? onRead) : DicomContentReader
    {
        private long _left = left;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            onRead?.Invoke();
            var count = (int)Math.Min(buffer.Length, _left);
            _left -= count;
            return new(count);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
