using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Recognizes log events and tells who waits for them.</summary>
public abstract class EventFilterBase
{
    internal event Action? EventMatched;

    public bool Apply(LogEvent logEvent)
    {
        var matches = IsMatch(logEvent);
        if (matches)
        {
            EventMatched?.Invoke();
        }

        return matches;
    }

    protected abstract bool IsMatch(LogEvent evt);
}
