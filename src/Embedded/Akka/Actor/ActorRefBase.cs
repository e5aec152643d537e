namespace Akka.Actor;

/// <summary>Equality, ordering and the null check that all references share.</summary>
public abstract class ActorRefBase : IActorRef
{
    private protected ActorRefBase()
    {
    }

    public abstract ActorPath Path { get; }

    public void Tell(object message, IActorRef? sender)
    {
        if (message is null)
        {
            throw new InvalidMessageException("Message is null");
        }

        TellInternal(message, sender);
    }

    public int CompareTo(object? obj) => obj is null ? 1 : CompareTo((IActorRef)obj);

    public int CompareTo(IActorRef? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    public override bool Equals(object? obj) => obj is IActorRef other && Equals(other);

    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override int GetHashCode() => HashCode.Combine(Path.Uid, Path.Name.GetHashCode(StringComparison.Ordinal));

    public override string ToString() => $"[{Path.ToStringWithUid()}]";

    protected abstract void TellInternal(object message, IActorRef? sender);
}
