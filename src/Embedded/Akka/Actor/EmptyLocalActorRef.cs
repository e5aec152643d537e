namespace Akka.Actor;

/// <summary>Stands for a path at which no actor lives: whatever is sent there is a dead letter.</summary>
internal class EmptyLocalActorRef : MinimalActorRef
{
    public EmptyLocalActorRef(ActorSystemImpl system, ActorPath path)
    {
        System = system;
        Path = path;
    }

    public override ActorPath Path { get; }
    public override ActorSystemImpl System { get; }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        switch (message)
        {
            case AllDeadLetters dead:
                System.EventStream.Publish(dead);
                break;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                break;
            case ActorSelectionMessage { Message: Identify identify }:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                break;
            case ActorSelectionMessage selection:
                PublishDead(selection.Message, sender, this);
                break;
            default:
                PublishDead(message, sender, this);
                break;
        }
    }

    internal void PublishDead(object message, IActorRef? sender, IActorRef recipient)
    {
        var from = sender ?? System.DeadLetters;
        switch (message)
        {
            case AllDeadLetters:
                // A dead subscriber of dead letters must not make another one of each it gets.
                break;
            case IDeadLetterSuppression suppressed:
                System.EventStream.Publish(new SuppressedDeadLetter(suppressed, from, recipient));
                break;
            default:
                System.EventStream.Publish(new DeadLetter(message, from, recipient));
                break;
        }
    }
}
