namespace Akka.Actor.Internal;

internal sealed class ActorStash(ActorCell cell, int capacity) : IStash
{
    private List<Envelope>? _stashed;
    public int Capacity => capacity;
    public int Count => _stashed?.Count ?? 0;
    public bool IsEmpty => Count == 0;
    public bool IsFull => capacity > 0 && Count >= capacity;
    public bool NonEmpty => !IsEmpty;

    public void Stash()
    {
        var message = cell.CurrentMessage;
        if (_stashed is [.., var last] && ReferenceEquals(last.Message, message) && ReferenceEquals(last.Sender, cell.Sender))
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");

        if (IsFull)
            throw new StashOverflowException($"Couldn't enqueue message {message} to stash of {cell.Self}");

        (_stashed ??= []).Add(new Envelope(message!, cell.Sender));
    }

    public void Unstash()
    {
        if (_stashed is [var first, ..])
        {
            _stashed.RemoveAt(0);
            cell.Prepend([first]);
        }
    }

    public void UnstashAll() => UnstashAll(static _ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        if (_stashed is { Count: > 0 } stashed)
        {
            _stashed = null;
            cell.Prepend(stashed.FindAll(envelope => predicate(envelope)));
        }
    }

    public IEnumerable<Envelope> ClearStash()
    {
        IEnumerable<Envelope> stashed = _stashed ?? [];
        _stashed = null;
        return stashed;
    }

    public void Prepend(IEnumerable<Envelope> envelopes) => (_stashed ??= []).InsertRange(0, envelopes);
}
