using DicomActors.Protocol.Content;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Counts, discards, and says when so many bytes have come.</summary>
internal sealed class AwaitedSink(long awaited) : ContentSink
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Count { get; private set; }

    public Task Reached => _reached.Task;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Count += bytes.Length;
        if (Count >= awaited)
        {
            _reached.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask DiscardAsync() => ValueTask.CompletedTask;
}
