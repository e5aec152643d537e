namespace Akka.Actor;

public abstract class SupervisorStrategy
{
    /// <summary>Stops actors that could not start, were killed or broke a death pact; restarts the others.</summary>
    public static IDecider DefaultDecider = new LocalOnlyDecider(static cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart);
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);
    public static readonly OneForOneStrategy StoppingStrategy = new(static _ => Directive.Stop);

    private readonly int _maxRetries;
    private readonly int _withinMilliseconds;

    private protected SupervisorStrategy(IDecider decider, int maxRetries, int withinMilliseconds, bool loggingEnabled)
    {
        Decider = decider;
        _maxRetries = maxRetries;
        _withinMilliseconds = withinMilliseconds;
        LoggingEnabled = loggingEnabled;
    }

    public virtual IDecider Decider { get; }
    protected bool LoggingEnabled { get; set; }

    /// <summary>The children a decision counts for.</summary>
    private protected abstract ChildRestartStats[] Affected(ChildRestartStats failed, ChildRestartStats[] all);
    private protected static int Milliseconds(TimeSpan? range) => range is { } given ? (int)given.TotalMilliseconds : -1;

    /// <summary>False to escalate.</summary>
    internal bool HandleFailure(ActorCell parent, ChildRestartStats failed, Exception cause, ChildRestartStats[] all)
    {
        var directive = Decider.Decide(cause);
        LogFailure(parent, failed.Child, cause, directive);
        if (directive is Directive.Escalate)
            return false;
        if (directive is Directive.Resume)
        {
            failed.Child.SendSystemMessage(new SystemMessage.Resume(cause));
            return true;
        }

        var affected = Affected(failed, all);
        var restart = directive is Directive.Restart
            && affected.All(child => child.RequestRestartPermission(_maxRetries, _withinMilliseconds));
        foreach (var child in affected)
        {
            if (!restart)
            {
                parent.Stop(child.Child);
                continue;
            }

            // The child that failed suspended itself.
            if (child != failed)
                child.Child.SendSystemMessage(new SystemMessage.Suspend());
            child.Child.SendSystemMessage(new SystemMessage.Recreate(cause));
        }

        return true;
    }

    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
            return;
        var message = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        var source = child.Path.ToString();
        context.System.EventStream.Publish(
            directive == Directive.Resume ? new Warning(source, GetType(), message) : new Error(cause, source, GetType(), message));
    }
}
