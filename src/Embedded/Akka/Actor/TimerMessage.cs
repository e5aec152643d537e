namespace Akka.Actor;

/// <summary>What a timer puts in the mailbox: the timer it came from decides on receipt whether it still counts.</summary>
internal sealed record TimerMessage(object Key, object Message, bool Repeats) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
