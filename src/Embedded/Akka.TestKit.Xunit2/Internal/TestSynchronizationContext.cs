namespace Akka.TestKit.Internal;

/// <summary>Keeps the test actor the implicit sender also after a test's first await.</summary>
internal sealed class TestSynchronizationContext(ActorCell? sender) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.UnsafeQueueUserWorkItem(_ => Run(d, state), null);
    public override void Send(SendOrPostCallback d, object? state) => Run(d, state);
    public override SynchronizationContext CreateCopy() => new TestSynchronizationContext(sender);

    private void Run(SendOrPostCallback callback, object? state)
    {
        var (previous, previousContext) = (ActorCell.Current, Current);
        ActorCell.Current = sender;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            ActorCell.Current = previous;
            SetSynchronizationContext(previousContext);
        }
    }
}
