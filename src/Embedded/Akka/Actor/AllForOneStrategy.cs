namespace Akka.Actor;

/// <summary>The decision counts for all children.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider) { }

    public AllForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : base(Akka.Actor.Decider.From(localOnlyDecider), maxNrOfRetries, withinTimeMilliseconds, loggingEnabled) { }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider) { }

    public AllForOneStrategy(IDecider decider)
        : base(decider, -1, -1, loggingEnabled: true) { }

    private protected override ChildRestartStats[] Affected(ChildRestartStats failed, ChildRestartStats[] all) => all;
}
