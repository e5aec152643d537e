using System.IO.Enumeration;

namespace Akka.Actor;

/// <summary>Actors by path, looked up at each message. Patterns: <c>*</c> and <c>?</c> in a name, <c>..</c>, <c>**</c>.</summary>
public class ActorSelection : ICanTell
{
    private readonly string[] _path;

    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) { }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        _path = elements.ToArray();
    }

    public IActorRef Anchor { get; }
    public string PathString => "/" + string.Join('/', _path);

    public void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        Deliver((IInternalActorRef)Anchor, sender ?? ActorCell.Current?.Self, new ActorSelectionMessage(message, _path));
    }

    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

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

    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path.ToStringWithUid()}), Path({PathString})]";

    /// <summary>A path that starts with a slash or is a whole address is absolute; any other starts at the root given.</summary>
    internal static ActorSelection Of(string path, ActorSystem system, IActorRef lookupRoot) =>
        path.StartsWith('/') ? new ActorSelection(system.RootGuardian, path)
        : ActorPath.TryParse(path, out var absolute) ? Of(absolute, system)
        : new ActorSelection(lookupRoot, path);
    internal static ActorSelection Of(ActorPath path, ActorSystem system) => new(system.RootGuardian, path.Elements);

    internal static void Deliver(IInternalActorRef anchor, IActorRef? sender, ActorSelectionMessage selection)
    {
        var found = new List<IInternalActorRef> { anchor };
        foreach (var element in selection.Path)
            found = found.SelectMany(reference => Step(reference, element)).Distinct().ToList();
        foreach (var receiver in found)
            receiver.Tell(selection.Message, sender);
        if (found.Count == 0)
        {
            var path = selection.Path.Aggregate(anchor.Path, (at, element) => element == ".." ? at.Parent : at.Child(element));
            new EmptyLocalActorRef(anchor.System!, path).Tell(selection.Message, sender);
        }
    }

    private static IEnumerable<IInternalActorRef> Step(IInternalActorRef from, string element) => element switch
    {
        ".." => [from.Parent ?? from],
        "**" => Descendants(from),
        _ when element.AsSpan().ContainsAny('*', '?') =>
            from.Children.Where(child => FileSystemName.MatchesSimpleExpression(element, child.Path.Name, ignoreCase: false)),
        _ => from.FindChild(element) is { } child ? [child] : [],
    };

    private static IEnumerable<IInternalActorRef> Descendants(IInternalActorRef from) =>
        from.Children.SelectMany(child => Descendants(child).Prepend(child));
}
