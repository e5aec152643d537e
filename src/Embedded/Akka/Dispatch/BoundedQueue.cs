namespace Akka.Dispatch;

/// <summary>A queue with room for so many messages; a producer waits for room as long as the push timeout allows.</summary>
internal sealed class BoundedQueue(int capacity, TimeSpan pushTimeout) : MessageQueue
{
    private readonly UnboundedQueue _messages = new();
    private readonly SemaphoreSlim _room = new(capacity, capacity);

    public override bool HasMessages => _messages.HasMessages;
    public override bool TryEnqueue(in Envelope envelope) => _room.Wait(pushTimeout) && _messages.TryEnqueue(envelope);

    public override bool TryDequeue(out Envelope envelope)
    {
        var taken = _messages.TryDequeue(out envelope);
        if (taken)
            _room.Release();
        return taken;
    }
}
