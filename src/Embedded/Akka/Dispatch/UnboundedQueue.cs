namespace Akka.Dispatch;

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

    public override int Count
    {
        get
        {
            var count = 0;
            for (var node = Volatile.Read(ref _tail.Next); node is not null; node = Volatile.Read(ref node.Next))
                count++;

            return count;
        }
    }

    public override bool TryEnqueue(in Envelope envelope)
    {
        var node = new Node(envelope);
        var previous = Interlocked.Exchange(ref _head, node);
        Volatile.Write(ref previous.Next, node);
        return true;
    }

    public override bool TryDequeue(out Envelope envelope)
    {
        var next = Volatile.Read(ref _tail.Next);
        if (next is null)
        {
            if (!HasMessages)
            {
                envelope = default;
                return false;
            }

            var spin = new SpinWait();
            while ((next = Volatile.Read(ref _tail.Next)) is null)
                spin.SpinOnce();
        }

        envelope = next.Envelope;
        next.Envelope = default;
        _tail = next;
        return true;
    }

    private sealed class Node(Envelope envelope)
    {
        public Envelope Envelope = envelope;
        public Node? Next;
    }
}
