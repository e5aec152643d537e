namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A synchronization context of one thread that never comes back: whatever is posted to it is counted and lost.</summary>
internal sealed class PostCountingContext : SynchronizationContext
{
    private int _posts;

    public int Posts => Volatile.Read(ref _posts);

    public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);

    public override void Send(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);
}
