namespace Akka.Event;

public sealed class SuppressedDeadLetter : AllDeadLetters
{
    internal SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient) { }
}
