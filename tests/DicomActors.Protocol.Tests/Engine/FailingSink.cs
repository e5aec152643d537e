using DicomActors.Protocol.Content;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A sink on a full disk.</summary>
internal sealed class FailingSink(TaskCompletionSource discarded) : ContentSink
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => throw new IOException("disk full");

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => throw new IOException("disk full");

    public override ValueTask DiscardAsync()
    {
        discarded.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
