using Akka.Actor;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Clients;

/// <summary>What a <see cref="DicomClientActor"/> knows of one of its associations.</summary>
/// <param name="actor">Who runs it.</param>
/// <param name="plan">What was proposed.</param>
/// <param name="peer">The peer's settings when it was opened.</param>
/// <param name="maximumQueued">The most requests its connection lets wait.</param>
/// <param name="openedAt">When it was asked for, on the client's clock.</param>
internal sealed class AssociationSlot(IActorRef actor, ContextPlan plan, DicomPeer peer, int maximumQueued, TimeSpan openedAt)
{
    // Beyond the window, so that the next request is at hand the moment a response comes, not after a round of messages.
    private const int Prefetched = 2;

    // What an unlimited window is taken for; the engine has its own limit on top.
    private const int UnlimitedWindow = 64;

    private readonly Dictionary<ContextNeed, bool> _serves = [];
    private int _window;
    private int _capacity;
    private int _assigned;

    public IActorRef Actor { get; } = actor;

    public DicomPeer Peer { get; } = peer;

    public ContextPlan Plan { get; } = plan;

    public Association? Association { get; private set; }

    public HashSet<QueuedRequest> InFlight { get; } = [];

    /// <summary>Final responses received on it.</summary>
    public int Completed { get; set; }

    public TimeSpan OpenedAt { get; } = openedAt;

    /// <summary>When it was established, and when it last had nothing to do, on the client's clock.</summary>
    public TimeSpan EstablishedAt { get; private set; }

    public TimeSpan IdleSince { get; private set; }

    /// <summary>Whether it is on its way out and gets nothing more.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Whether it is on its way out because we released or aborted it, for reasons that are no fault of the peer.</summary>
    public bool EndsByOurWill { get; set; }

    /// <summary>Whether the peer's settings have changed so that it must not be used for anything more.</summary>
    public bool IsOutdated { get; set; }

    /// <summary>Whether it is aborted because the peer did not answer.</summary>
    public bool IsUnanswered { get; set; }

    public bool IsOpening => Association is null && !IsClosing;

    public bool IsOpen => Association is not null && !IsClosing;

    public bool IsIdle => IsOpen && InFlight.Count == 0;

    /// <summary>Whether nothing says yet that the peer does any work on it.</summary>
    public bool IsUnproven => !IsClosing && Completed == 0;

    /// <summary>Whether anything was given to it.</summary>
    public bool IsUsed => _assigned > 0;

    /// <summary>Whether it has carried all it may.</summary>
    public bool IsUsedUp => _assigned >= Peer.MaximumRequestsPerAssociation;

    public void Establish(Association association, TimeSpan now)
    {
        Association = association;
        EstablishedAt = now;
        IdleSince = now;
        var window = association.MaximumOperationsInvoked == 0 ? UnlimitedWindow : association.MaximumOperationsInvoked;

        // What does not fit the connection's own queue would come back refused, and go there again, in a circle.
        _window = Math.Min(window, maximumQueued);
        _capacity = Math.Min(window + Prefetched, maximumQueued);
    }

    /// <summary>Whether it can take a request now.</summary>
    /// <param name="now">The client's clock.</param>
    /// <param name="beforehand">Whether also one that it cannot send at once.</param>
    public bool HasRoom(TimeSpan now, bool beforehand) =>
        IsOpen && !IsPast(now) && InFlight.Count < (beforehand ? _capacity : _window);

    /// <summary>Requests it can send at once.</summary>
    public int Free(TimeSpan now) => IsOpen && !IsPast(now) ? Math.Max(0, _window - InFlight.Count) : 0;

    /// <summary>Whether it is to be released once what was given to it is answered: too old, or opened for settings that changed.</summary>
    public bool IsPast(TimeSpan now) => IsOutdated
        || (IsOpen && Peer.AssociationLifetime != Timeout.InfiniteTimeSpan && now - EstablishedAt >= Peer.AssociationLifetime);

    /// <summary>Whether the peer was asked for this need and refused it.</summary>
    public bool Refuses(ContextNeed need) => IsOpen && Plan.Proposed.Contains(need) && !Serves(need);

    /// <summary>Whether what has this need can be sent on it, as far as is known.</summary>
    public bool Serves(ContextNeed need)
    {
        if (Association is null)
        {
            return Plan.Proposed.Contains(need);
        }

        if (!_serves.TryGetValue(need, out var serves))
        {
            serves = Plan.Serves(Association, need);
            _serves.Add(need, serves);
        }

        return serves;
    }

    /// <summary>What to send for a request that it serves.</summary>
    public DimseRequest Fit(QueuedRequest request) => Plan.Fit(Association!, request.Request);

    public void Assign(QueuedRequest request)
    {
        InFlight.Add(request);
        _assigned++;
    }

    public void Finish(QueuedRequest request, TimeSpan now)
    {
        InFlight.Remove(request);
        IdleSince = now;
    }
}
