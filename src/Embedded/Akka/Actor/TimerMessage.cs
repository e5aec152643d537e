namespace Akka.Actor;

internal sealed record TimerMessage(object Key, object Message, bool Repeats) : IDeadLetterSuppression;
