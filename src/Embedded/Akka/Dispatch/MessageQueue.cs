namespace Akka.Dispatch;

/// <summary>Many producers, one consumer.</summary>
internal abstract class MessageQueue
{
    public abstract bool HasMessages { get; }
    /// <summary>False when a bounded queue stayed full: the message was not taken.</summary>
    public abstract bool TryEnqueue(in Envelope envelope);
    public abstract bool TryDequeue(out Envelope envelope);
}

/// <summary>
/// A linked queue without locks. A producer swaps itself in as head, then links its predecessor to itself; between the two
/// the consumer sees a queue that is not empty but has no next node yet.
/// </summary>
internal sealed class UnboundedQueue : MessageQueue
{
    private Node _head;
    private Node _tail;

    public UnboundedQueue() => _head = _tail = new Node(default);
    public override bool HasMessages => !ReferenceEquals(Volatile.Read(ref _head), _tail);

    public override bool TryEnqueue(in Envelope envelope)
    {
        var node = new Node(envelope);
        var previous = Interlocked.Exchange(ref _head, node);
        Volatile.Write(ref previous.Next, node);
        return true;
    }

    public override bool TryDequeue(out Envelope envelope)
    {
        envelope = default;
        var next = Volatile.Read(ref _tail.Next);
        if (next is null && !HasMessages)
            return false;
        for (var spin = new SpinWait(); next is null; next = Volatile.Read(ref _tail.Next))
            spin.SpinOnce();
        (envelope, next.Envelope) = (next.Envelope, default);
        _tail = next;
        return true;
    }

    private sealed class Node(Envelope envelope)
    {
        public Envelope Envelope = envelope;
        public Node? Next;
    }
}

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
