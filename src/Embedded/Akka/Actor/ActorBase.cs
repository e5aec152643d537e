namespace Akka.Actor;

public abstract class ActorBase
{
    private IActorRef? _clearedSelf;
    private SupervisorStrategy? _strategy;

    protected ActorBase()
    {
        if (ActorCell.Current is null)
        {
            throw new ActorInitializationException(
                $"You cannot create an instance of {GetType().FullName} explicitly using the constructor (new). You have to use "
                + "one of the 'ActorOf' factory methods to create an actor.");
        }
    }

    protected static IActorContext Context => CurrentCell;
    protected IActorRef Self => _clearedSelf ?? Context.Self;
    protected IActorRef Sender => Context.Sender;
    internal static ActorCell CurrentCell => ActorCell.Current ?? throw new NotSupportedException(
        "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");
    internal Receive InitialBehavior => Receive;
    public virtual void AroundPreStart() => PreStart();
    public virtual void AroundPostStop() => PostStop();
    public virtual void AroundPreRestart(Exception cause, object message) => PreRestart(cause, message);
    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);
    internal void Dispatch(Receive behavior, object message) => AroundReceive(behavior, message);

    /// <summary>Gives a fresh instance what its interfaces ask for.</summary>
    internal virtual void Attach(ActorCell cell)
    {
        if (this is IActorStash stashing)
            stashing.Stash = new Internal.ActorStash(cell, cell.System.Mailboxes.StashCapacity(cell.Props));
        if (this is IWithTimers timed)
            timed.Timers = new TimerScheduler(cell);
    }

    internal void Detach(IActorRef self) => _clearedSelf = self;
    internal SupervisorStrategy Strategy(Props props) => _strategy ??= props.SupervisorStrategy ?? SupervisorStrategy();
    protected abstract bool Receive(object message);

    protected virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        var system = Context.System;
        system.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
        if (system.Settings.DebugUnhandledMessage && system.Log.IsDebugEnabled)
            system.EventStream.Publish(new Debug(Self.Path.ToString(), GetType(), $"Unhandled message from {Sender} : {message}"));
    }

    protected virtual void PreStart() { }
    protected virtual void PostStop() { }

    /// <summary>Stops the children, then calls <see cref="PostStop"/>.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    protected virtual void PostRestart(Exception reason) => PreStart();
    protected virtual SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.DefaultStrategy;
    protected void Become(Receive receive) => Context.Become(receive);
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);
    protected void UnbecomeStacked() => Context.UnbecomeStacked();
}
