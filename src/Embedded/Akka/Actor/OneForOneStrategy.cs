using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The decision counts for the child that failed.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, Akka.Actor.Decider.From(localOnlyDecider))
    {
    }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : base(decider, maxNrOfRetries, withinTimeRange, loggingEnabled: true)
    {
    }

    public OneForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Akka.Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
        : base(decider, maxNrOfRetries, TimeSpan.FromMilliseconds(withinTimeMilliseconds), loggingEnabled)
    {
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(localOnlyDecider, loggingEnabled: true)
    {
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(-1, -1, localOnlyDecider, loggingEnabled)
    {
    }

    public OneForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    public int MaxNumberOfRetries => MaxRetries;

    public int WithinTimeRangeMilliseconds => WithinMilliseconds;

    internal override void ProcessFailure(
        ActorCell parent, bool restart, IInternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] children)
    {
        if (restart && MayRestart(stats))
        {
            RestartChild(child, cause, suspendFirst: false);
        }
        else
        {
            parent.Stop(child);
        }
    }
}
