namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private ChildrenContainer? _children;
    public IEnumerable<IInternalActorRef> ChildrenRefs => _children?.All().Select(stats => stats.Child) ?? [];
    public IEnumerable<IActorRef> GetChildren() => ChildrenRefs;
    public IActorRef Child(string name) => FindChild(name) ?? (IActorRef)ActorRefs.Nobody;

    public IInternalActorRef? FindChild(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        var child = _children?.Find(hash < 0 ? name : name[..hash]);
        return hash < 0 || (child is not null && child.Path.Name + "#" + child.Path.Uid == name) ? child : null;
    }

    public IActorRef ActorOf(Props props, string? name = null) => AttachChild(props, name);

    /// <summary>Also called from outside the actor, for the guardians' children.</summary>
    public LocalActorRef AttachChild(Props props, string? name)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null)
            CheckName(name);
        var children = _children
            ?? Interlocked.CompareExchange(ref _children, new ChildrenContainer(), null)
            ?? _children;
        name ??= children.NextName();
        var cell = new ActorCell(System, props, new ChildActorPath(_self.Path, name, System.NextUid()), _self);
        children.Add(name, cell._self);
        cell.Start();
        return cell._self;
    }

    public void Stop(IActorRef child)
    {
        if (_children?.FindStats(child) is not null)
            (_stopping ??= []).Add(child);
        ((IInternalActorRef)child).SendSystemMessage(new SystemMessage.Terminate());
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters "
                + $"and can only contain these special characters: {ActorPath.ValidSymbols}.");
        }
    }
}
