namespace Akka.Event;

public abstract class AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
{
    public object Message { get; } = message;
    public IActorRef Recipient { get; } = recipient;
    public IActorRef Sender { get; } = sender;

    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}
