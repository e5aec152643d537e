namespace Akka.Actor;

/// <summary>The actor that was asked; the subject is null when there is none.</summary>
public sealed class ActorIdentity(object messageId, IActorRef? subject)
{
    public object MessageId { get; } = messageId;
    public IActorRef Subject { get; } = subject!;
}
