using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>The logger of tests: event filters see each event before it is printed, and can keep it from being so.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<EventFilterBase> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                foreach (var type in (Type[])[typeof(Mute), typeof(Unmute), typeof(DeadLetter), typeof(UnhandledMessage)])
                {
                    initialize.LoggingBus.Subscribe(Context.Self, type);
                }

                return base.Receive(message);
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                _filters.RemoveAll(unmute.Filters.Contains);
                return true;
            case LogEvent logEvent:
                return IsFiltered(logEvent) || base.Receive(logEvent);
            case AllDeadLetters dead:
                IsFiltered(new Warning(dead.Recipient.Path.ToString(), dead.Recipient.GetType(), dead));
                return true;
            default:
                return base.Receive(message);
        }
    }

    private bool IsFiltered(LogEvent logEvent) => _filters.Exists(filter => filter.Apply(logEvent));
}
