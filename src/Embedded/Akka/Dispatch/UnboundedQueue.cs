namespace Akka.Dispatch;

// A linked queue without locks. A producer swaps itself in as head, then links its predecessor to itself; between the two
// the consumer sees a queue that is not empty but has no next node yet.
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
