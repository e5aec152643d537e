using DicomActors.Protocol.Content;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Counts and discards.</summary>
internal sealed class CountingSink : ContentSink
{
    public long Count { get; private set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Count += bytes.Length;
        return ValueTask.CompletedTask;
    }

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask DiscardAsync() => ValueTask.CompletedTask;
}
