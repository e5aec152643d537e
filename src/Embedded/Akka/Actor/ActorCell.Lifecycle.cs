namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private bool _created;
    private bool _failed;

    // Children told to stop: a restart waits for these, a termination for all.
    private HashSet<IActorRef>? _stopping;
    private Action<ActorCell>? _whenChildrenGone;
    private bool _terminating;

    private void Handle(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.ActorTask task:
                task.Scheduler.Run(task.Task);
                break;
            case SystemMessage.Failed failed:
                ChildFailed(failed);
                break;
            case SystemMessage.DeathWatchNotification death:
                ActorDied(death);
                break;
            case SystemMessage.Watch watch:
                (_watchedBy ??= []).Add(watch.Watcher);
                break;
            case SystemMessage.Unwatch unwatch:
                _watchedBy?.Remove(unwatch.Watcher);
                break;
            case SystemMessage.Terminate:
                Terminate();
                break;
            case SystemMessage.Suspend:
                _suspensions++;
                SuspendChildren(except: null);
                break;
            case SystemMessage.Resume resume:
                ResumeAfter(resume.CausedByFailure);
                break;
            case SystemMessage.Recreate recreate:
                Restart(recreate.Cause);
                break;
        }
    }

    private void Create()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
        }
        catch (Exception cause)
        {
            ReleaseActor();
            throw new ActorInitializationException(_self, "Exception during creation", cause);
        }

        RestartReceiveTimeout();
    }

    private ActorBase NewActor()
    {
        _behavior = null;
        _outerBehaviors = null;
        var actor = Props.NewActor();
        actor.Attach(this);
        _behavior ??= actor.InitialBehavior;
        return actor;
    }

    private void ReleaseActor()
    {
        _receiveTimeoutTimer?.Cancel();
        _receiveTimeoutTimer = null;
        (_actor as IWithTimers)?.Timers?.CancelAll();
        (_actor as IActorStash)?.Stash?.UnstashAll();
        _actor?.Detach(_self);
        Props.Release(_actor);
        _actor = null;
        _behavior = null;
        _outerBehaviors = null;
        _receiveTimeout = null;
        _runningTasks = 0;
        _incarnation++;
    }

    /// <summary>Stands still, with all children but the one whose failure it is, until the supervisor has decided.</summary>
    private void Fail(Exception cause, IActorRef? culprit = null)
    {
        if (_failed || _terminating || _closed)
            return;
        _failed = true;
        _suspensions++;
        SuspendChildren(except: culprit);
        ParentRef.SendSystemMessage(new SystemMessage.Failed(_self, cause));
    }

    private void ChildFailed(SystemMessage.Failed failed)
    {
        if (_children?.FindStats(failed.Child) is not { } stats || _actor is null)
            return;
        if (!_actor.Strategy(Props).HandleFailure(this, stats, failed.Cause, _children.All()))
            Fail(failed.Cause, failed.Child);
    }

    private void SuspendChildren(IActorRef? except)
    {
        foreach (var child in ChildrenRefs)
        {
            if (!child.Equals(except))
                child.SendSystemMessage(new SystemMessage.Suspend());
        }
    }

    private void ResumeAfter(Exception? cause)
    {
        if (_actor is null)
        {
            // Its constructor failed: there is nothing to resume with.
            Restart(cause ?? new IllegalActorStateException("The actor was never created."));
            return;
        }

        _suspensions = Math.Max(0, _suspensions - 1);
        if (cause is not null)
        {
            _failed = false;
            _message = null;
        }

        foreach (var child in ChildrenRefs)
            child.SendSystemMessage(new SystemMessage.Resume(cause));
    }

    private void Restart(Exception cause)
    {
        if (_terminating)
            return;
        var existed = _actor is not null;
        if (_actor is not null)
        {
            try
            {
                _actor.AroundPreRestart(cause, _message!);
            }
            catch (Exception e)
            {
                var failure = new PreRestartException(_self, e, cause, _message);
                System.EventStream.Publish(new Error(failure, _self.Path.ToString(), _actor.GetType(), e.Message));
            }

            ReleaseActor();
        }

        if (_stopping is { Count: > 0 })
            _whenChildrenGone = cell => cell.FinishRestart(cause, existed);
        else
            FinishRestart(cause, existed);
    }

    private void FinishRestart(Exception cause, bool existed)
    {
        _suspensions = Math.Max(0, _suspensions - 1);
        _failed = false;
        if (!existed)
        {
            // Its constructor failed: this is its first start, not a restart.
            Create();
            return;
        }

        // Children that PreRestart left alive live through the restart with their parent.
        var survivors = _children?.All() ?? [];
        try
        {
            _actor = NewActor();
            _actor.AroundPostRestart(cause, _message!);
        }
        catch (Exception e)
        {
            ReleaseActor();
            Fail(new PostRestartException(_self, e, cause));
            return;
        }

        _message = null;
        _sender = null;
        foreach (var survivor in survivors)
            survivor.Child.SendSystemMessage(new SystemMessage.Recreate(cause));
        RestartReceiveTimeout();
    }

    private void Terminate()
    {
        if (_terminating)
            return;
        _terminating = true;
        _suspensions++;
        _children?.Close();
        foreach (var child in ChildrenRefs)
            Stop(child);
        _stopping = null;
        _whenChildrenGone = null;
        if (_children is null or { IsEmpty: true })
            FinishTerminate();
        else
            _whenChildrenGone = static cell => cell.FinishTerminate();
    }

    private void FinishTerminate()
    {
        try
        {
            _actor?.AroundPostStop();
        }
        catch (Exception e)
        {
            System.EventStream.Publish(new Error(e, _self.Path.ToString(), _actor!.GetType(), e.Message));
        }

        ReleaseActor();
        _closed = true;
        _message = null;
        _sender = null;
        var pending = Interlocked.Exchange(ref _systemMessages, SystemMessage.Closed);
        System.EventStream.ActorDied(this);
        DrainToDeadLetters();
        TellWatchers();
        for (; pending is not null; pending = pending.Next)
            pending.AnswerForTheDead();
    }

    private void ChildTerminated(IActorRef child)
    {
        _stopping?.Remove(child);
        var done = _terminating ? _children!.IsEmpty : _stopping is { Count: 0 };
        if (done && _whenChildrenGone is { } action)
        {
            _whenChildrenGone = null;
            _stopping = null;
            action(this);
        }
    }
}
