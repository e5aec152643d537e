using Akka.Event;

namespace Akka.TestKit.Internal;

internal sealed class PredicateEventFilter(string description, Predicate<LogEvent> predicate) : EventFilterBase
{
    public override string ToString() => description;

    protected override bool IsMatch(LogEvent evt) => predicate(evt);
}
