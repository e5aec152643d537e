namespace Akka.Actor;

/// <summary>Stands for a path at which no actor lives: whatever is sent there is a dead letter.</summary>
internal sealed class EmptyLocalActorRef(ActorSystem system, ActorPath path) : MinimalActorRef(system)
{
    public override ActorPath Path => path;

    protected override void TellInternal(object message, IActorRef? sender)
    {
        message = (message as ActorSelectionMessage)?.Message ?? message;
        if (message is Identify identify)
            sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
        else if (message is AllDeadLetters dead)
            System.EventStream.Publish(dead);
        else
            PublishDead(message, sender, this);
    }

    internal void PublishDead(object message, IActorRef? sender, IActorRef recipient)
    {
        var from = sender ?? System.DeadLetters;
        if (message is IDeadLetterSuppression suppressed)
            System.EventStream.Publish(new SuppressedDeadLetter(suppressed, from, recipient));
        // A dead subscriber of dead letters must not make another one of each it gets.
        else if (message is not AllDeadLetters)
            System.EventStream.Publish(new DeadLetter(message, from, recipient));
    }
}
