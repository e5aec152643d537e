namespace Akka.Actor;

public class OneForOneStrategy : SupervisorStrategy
{
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider) { }

    public OneForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : base(new LocalOnlyDecider(localOnlyDecider), maxNrOfRetries, withinTimeMilliseconds, loggingEnabled) { }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider) { }

    public OneForOneStrategy(IDecider decider)
        : base(decider, -1, -1, loggingEnabled: true) { }

    private protected override ChildRestartStats[] Affected(ChildRestartStats failed, ChildRestartStats[] all) => [failed];
}
