namespace Akka.Actor;

/// <summary>Messages an actor put aside for later; unstashing puts the oldest, or all, in front of the mailbox.</summary>
public interface IStash
{
    int Count { get; }
    bool IsFull { get; }

    void Stash();
    void Unstash();
    void UnstashAll();
}
