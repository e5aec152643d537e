using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Decides about the failures of an actor's children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stops actors that could not start, were killed or broke a death pact; restarts the others.</summary>
    public static IDecider DefaultDecider = Akka.Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public static readonly OneForOneStrategy StoppingStrategy = new(static _ => Directive.Stop);

    private protected SupervisorStrategy(IDecider decider, int? maxNrOfRetries, TimeSpan? withinTimeRange, bool loggingEnabled)
    {
        Decider = decider;
        MaxRetries = maxNrOfRetries ?? -1;
        WithinMilliseconds = withinTimeRange is { } range && range != Timeout.InfiniteTimeSpan ? (int)range.TotalMilliseconds : -1;
        LoggingEnabled = loggingEnabled;
    }

    public virtual IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; }

    private protected int MaxRetries { get; }

    private protected int WithinMilliseconds { get; }

    /// <summary>False to escalate.</summary>
    internal bool HandleFailure(
        ActorCell parent, IInternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] children)
    {
        var directive = Handle(child, cause);
        LogFailure(parent, child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                child.SendSystemMessage(new SystemMessage.Resume(cause));
                return true;
            default:
                ProcessFailure(parent, directive == Directive.Restart, child, cause, stats, children);
                return true;
        }
    }

    internal abstract void ProcessFailure(
        ActorCell parent, bool restart, IInternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] children);

    protected virtual Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
        {
            return;
        }

        var message = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        var source = child.Path.ToString();
        LogEvent logged = directive == Directive.Resume
            ? new Warning(source, GetType(), message)
            : new Error(cause, source, GetType(), message);
        context.System.EventStream.Publish(logged);
    }

    private protected bool MayRestart(ChildRestartStats stats) => stats.RequestRestartPermission(MaxRetries, WithinMilliseconds);

    private protected static void RestartChild(IInternalActorRef child, Exception cause, bool suspendFirst)
    {
        if (suspendFirst)
        {
            child.SendSystemMessage(new SystemMessage.Suspend());
        }

        child.SendSystemMessage(new SystemMessage.Recreate(cause));
    }
}
