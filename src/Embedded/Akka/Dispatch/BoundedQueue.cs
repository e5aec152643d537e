namespace Akka.Dispatch;

/// <summary>A queue with room for so many messages; a producer waits for room as long as the push timeout allows.</summary>
internal sealed class BoundedQueue : MessageQueue, IDisposable
{
    private readonly UnboundedQueue _messages = new();
    private readonly SemaphoreSlim _room;
    private readonly TimeSpan _pushTimeout;
    private readonly int _capacity;

    public BoundedQueue(int capacity, TimeSpan pushTimeout)
    {
        _capacity = capacity;
        _pushTimeout = pushTimeout;
        _room = new SemaphoreSlim(capacity, capacity);
    }

    public override bool HasMessages => _messages.HasMessages;
    public override int Count => _capacity - _room.CurrentCount;
    public override bool TryEnqueue(in Envelope envelope) => _room.Wait(_pushTimeout) && _messages.TryEnqueue(envelope);

    public override bool TryDequeue(out Envelope envelope)
    {
        if (!_messages.TryDequeue(out envelope))
            return false;

        _room.Release();
        return true;
    }

    public void Dispose() => _room.Dispose();
}
