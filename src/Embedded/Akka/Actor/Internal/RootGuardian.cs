namespace Akka.Actor.Internal;

/// <summary>The top of the tree: parent of /user and /system. A guardian that fails takes the system down.</summary>
internal sealed class RootGuardian(ActorSystem system, ActorPath path) : MinimalActorRef(system)
{
    private readonly Dictionary<string, (ActorCell Cell, Action WhenStopped)> _guardians = new(StringComparer.Ordinal);

    public override ActorPath Path => path;
    public override IEnumerable<IInternalActorRef> Children => _guardians.Values.Select(guardian => guardian.Cell.SelfRef);

    /// <summary>Called while the system is being built only: the table is read from any thread afterwards.</summary>
    public ActorCell CreateGuardian(string name, SupervisorStrategy strategy, Action whenStopped)
    {
        var props = Props.Create(() => new Guardian(), strategy);
        var cell = new ActorCell(System, props, new ChildActorPath(path, name, System.NextUid()), this);
        _guardians.Add(name, (cell, whenStopped));
        cell.Start();
        return cell;
    }

    public override IInternalActorRef? FindChild(string name) =>
        _guardians.TryGetValue(name, out var guardian) ? guardian.Cell.SelfRef : name == "deadLetters" ? System.DeadLetterMailbox : null;

    public override void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.Failed failed:
                System.Log.Error(failed.Cause, "The guardian {0} failed: the system terminates.", failed.Child.Path);
                System.Stop(failed.Child);
                break;
            case SystemMessage.DeathWatchNotification death:
                _guardians[death.Actor.Path.Name].WhenStopped();
                break;
        }
    }

    /// <summary>/user and /system: only there to supervise.</summary>
    private sealed class Guardian : ActorBase
    {
        protected override bool Receive(object message) => false;
    }
}
