namespace Akka.Actor;

public class AllForOneStrategy : SupervisorStrategy
{
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider) { }

    public AllForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : base(new LocalOnlyDecider(localOnlyDecider), maxNrOfRetries, withinTimeMilliseconds, loggingEnabled) { }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider) { }


    private protected override ChildRestartStats[] Affected(ChildRestartStats failed, ChildRestartStats[] all) => all;
}
