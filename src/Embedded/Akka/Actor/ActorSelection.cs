
namespace Akka.Actor;

/// <summary>Actors by path, looked up at each message. Patterns: <c>*</c> and <c>?</c> in a name, <c>..</c>, <c>**</c>.</summary>
public class ActorSelection : ICanTell
{
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/', StringSplitOptions.RemoveEmptyEntries))
    {
    }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        Path = elements.Select(Element).ToArray();
    }

    public IActorRef Anchor { get; }

    public SelectionPathElement[] Path { get; }

    public string PathString => "/" + string.Join('/', (object[])Path);

    public void Tell(object message, IActorRef? sender = null)
    {
        if (message is null)
        {
            throw new InvalidMessageException("Message is null");
        }

        Deliver((IInternalActorRef)Anchor, sender ?? ActorCell.Current?.Self, new ActorSelectionMessage(message, Path));
    }

    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <exception cref="ActorNotFoundException">No actor answered in time.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null!), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (Exception e) when (e is AskTimeoutException or OperationCanceledException)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", e);
        }
    }

    public override bool Equals(object? obj) =>
        obj is ActorSelection other && Equals(Anchor, other.Anchor) && PathString == other.PathString;

    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path.ToStringWithUid()}), Path({PathString})]";

    internal static void Deliver(IInternalActorRef anchor, IActorRef? sender, ActorSelectionMessage selection)
    {
        var found = new List<IInternalActorRef> { anchor };
        foreach (var element in selection.Elements)
        {
            found = found.SelectMany(reference => Step(reference, element)).Distinct().ToList();
        }

        foreach (var receiver in found)
        {
            receiver.Tell(selection.Message, sender);
        }

        if (found.Count == 0)
        {
            var path = selection.Elements.Aggregate(
                anchor.Path, (at, element) => element is SelectParent ? at.Parent : new ChildActorPath(at, element.ToString()!, 0));
            new EmptyLocalActorRef(anchor.System!, path).Tell(selection.Message, sender);
        }
    }

    private static IEnumerable<IInternalActorRef> Step(IInternalActorRef from, SelectionPathElement element) => element switch
    {
        SelectParent => [from.Parent ?? from],
        SelectChildName name => from.FindChild(name.Name) is { } child ? [child] : [],
        SelectChildPattern pattern => from.Children.Where(child => pattern.Matches(child.Path.Name)),
        _ => Descendants(from),
    };

    private static IEnumerable<IInternalActorRef> Descendants(IInternalActorRef from) =>
        from.Children.SelectMany(child => Descendants(child).Prepend(child));

    private static SelectionPathElement Element(string text) => text switch
    {
        ".." => SelectParent.Instance,
        "**" => SelectChildRecursive.Instance,
        _ when text.AsSpan().ContainsAny('*', '?') => new SelectChildPattern(text),
        _ => new SelectChildName(text),
    };
}
