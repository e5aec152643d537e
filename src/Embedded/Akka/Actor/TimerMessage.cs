namespace Akka.Actor;

/// <summary>What a timer puts in the mailbox: the timer it came from decides on receipt whether it still counts.</summary>
internal sealed class TimerMessage(object key, object message, bool repeats)
    : INoSerializationVerificationNeeded, IWrappedMessage, Event.IDeadLetterSuppression
{
    public object Key => key;
    public object Message => message;
    public bool Repeats => repeats;
}
