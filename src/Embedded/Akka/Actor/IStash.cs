namespace Akka.Actor;

/// <summary>Messages an actor put aside for later.</summary>
public interface IStash
{
    /// <summary>-1 without a limit.</summary>
    int Capacity { get; }
    int Count { get; }
    bool IsEmpty { get; }
    bool IsFull { get; }
    bool NonEmpty { get; }
    /// <summary>Puts the current message aside.</summary>
    void Stash();
    /// <summary>Puts the oldest stashed message in front of the mailbox.</summary>
    void Unstash();
    void UnstashAll();
}
