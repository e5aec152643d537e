namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private static readonly object PlainTerminated = new();

    // Watched actors, and what to say when they die (PlainTerminated: a Terminated).
    private Dictionary<IActorRef, object>? _watching;
    private HashSet<IActorRef>? _watchedBy;

    // Deaths whose Terminated is in the mailbox; Unwatch takes them back.
    private Dictionary<IActorRef, object>? _terminatedQueued;
    public IActorRef Watch(IActorRef subject) => AddWatch(subject, PlainTerminated);
    public IActorRef WatchWith(IActorRef subject, object message) =>
        AddWatch(subject, message ?? throw new ArgumentNullException(nameof(message), "message must not be null"));

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching?.Remove(subject) == true)
            ((IInternalActorRef)subject).SendSystemMessage(new SystemMessage.Unwatch(_self));
        _terminatedQueued?.Remove(subject);
        return subject;
    }

    private IActorRef AddWatch(IActorRef subject, object announcement)
    {
        if (Equals(subject, _self))
            return subject;
        _watching ??= [];
        if (_watching.TryGetValue(subject, out var earlier))
        {
            if (!Equals(earlier, announcement))
            {
                throw new InvalidOperationException(
                    $"Watch({_self}, {subject}) termination message was not overwritten. "
                    + "If this was intended, unwatch first before using Watch or WatchWith with another message.");
            }

            return subject;
        }

        _watching.Add(subject, announcement);
        ((IInternalActorRef)subject).SendSystemMessage(new SystemMessage.Watch((IInternalActorRef)subject, _self));
        return subject;
    }

    private void ActorDied(SystemMessage.DeathWatchNotification death)
    {
        if (_watching is not null && _watching.Remove(death.Actor, out var announcement) && !_terminating)
        {
            (_terminatedQueued ??= [])[death.Actor] = announcement;
            SendMessage(new Terminated(death.Actor, death.ExistenceConfirmed, addressTerminated: false), death.Actor);
        }

        if (_children?.Remove(death.Actor) == true)
            ChildTerminated(death.Actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_terminatedQueued is not null && _terminatedQueued.Remove(terminated.ActorRef, out var announcement))
            ReceiveMessage(ReferenceEquals(announcement, PlainTerminated) ? terminated : announcement);
    }

    private void RequeueTerminated(Terminated terminated) => (_terminatedQueued ??= []).TryAdd(terminated.ActorRef, PlainTerminated);

    private void TellWatchers()
    {
        ParentRef.SendSystemMessage(new SystemMessage.DeathWatchNotification(_self, ExistenceConfirmed: true));
        foreach (var watcher in _watchedBy ?? [])
        {
            // The parent knows already, whether it watches or not.
            if (!watcher.Equals(ParentRef))
                ((IInternalActorRef)watcher).SendSystemMessage(new SystemMessage.DeathWatchNotification(_self, ExistenceConfirmed: true));
        }

        foreach (var subject in _watching?.Keys ?? Enumerable.Empty<IActorRef>())
            ((IInternalActorRef)subject).SendSystemMessage(new SystemMessage.Unwatch(_self));
        _watchedBy = null;
        _watching = null;
        _terminatedQueued = null;
    }
}
