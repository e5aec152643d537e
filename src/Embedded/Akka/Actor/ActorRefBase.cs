namespace Akka.Actor;

/// <summary>Equality and the null check that all references share.</summary>
public abstract class ActorRefBase : IActorRef
{
    private protected ActorRefBase() { }

    public abstract ActorPath Path { get; }

    public void Tell(object message, IActorRef? sender) =>
        TellInternal(message ?? throw new ArgumentNullException(nameof(message), "The message cannot be null."), sender);
    public override bool Equals(object? obj) => obj is IActorRef other && Equals(other);
    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));
    public override int GetHashCode() => HashCode.Combine(Path.Uid, Path.Name.GetHashCode(StringComparison.Ordinal));
    public override string ToString() => $"[{Path.ToStringWithUid()}]";

    protected abstract void TellInternal(object message, IActorRef? sender);
}
