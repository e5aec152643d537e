using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The decision counts for all children.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, Akka.Actor.Decider.From(localOnlyDecider))
    {
    }

    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : base(decider, maxNrOfRetries, withinTimeRange, loggingEnabled: true)
    {
    }

    public AllForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Akka.Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
        : base(decider, maxNrOfRetries, TimeSpan.FromMilliseconds(withinTimeMilliseconds), loggingEnabled)
    {
    }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    public AllForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    public int MaxNumberOfRetries => MaxRetries;

    public int WithinTimeRangeMilliseconds => WithinMilliseconds;

    internal override void ProcessFailure(
        ActorCell parent, bool restart, IInternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] children)
    {
        if (restart && children.All(MayRestart))
        {
            foreach (var each in children)
            {
                RestartChild(each.Child, cause, suspendFirst: !each.Child.Equals(child));
            }
        }
        else
        {
            foreach (var each in children)
            {
                parent.Stop(each.Child);
            }
        }
    }
}
