namespace Akka.Actor.Internal;

internal sealed class ActorStash(ActorCell cell, int capacity) : IStash
{
    private readonly List<Envelope> _stashed = [];

    public int Count => _stashed.Count;
    public bool IsFull => capacity > 0 && Count >= capacity;

    public void Stash()
    {
        var message = cell.CurrentMessage;
        if (_stashed is [.., var last] && ReferenceEquals(last.Message, message) && ReferenceEquals(last.Sender, cell.Sender))
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        if (IsFull)
            throw new StashOverflowException($"Couldn't enqueue message {message} to stash of {cell.Self}");
        _stashed.Add(new Envelope(message!, cell.Sender));
    }

    public void Unstash() => Unstash(Math.Min(1, Count));
    public void UnstashAll() => Unstash(Count);

    private void Unstash(int count)
    {
        cell.Prepend(_stashed[..count]);
        _stashed.RemoveRange(0, count);
    }
}
