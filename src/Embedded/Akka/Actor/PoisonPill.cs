namespace Akka.Actor;

/// <summary>Stops the actor when its turn comes, after what is queued before it.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IDeadLetterSuppression
{
    private PoisonPill() { }

    public static PoisonPill Instance { get; } = new();
}
