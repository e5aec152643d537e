using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Clients;

/// <summary>
/// What waits to be sent to one peer, by need and priority, plus what waits for its next attempt. A request that comes back
/// takes its old place. Used by one actor; not thread-safe.
/// </summary>
/// <param name="starvationLimit">Requests of a higher priority that may go first before one of a lower goes.</param>
internal sealed class RequestQueue(int starvationLimit)
{
    private const int Priorities = 3;

    private readonly Dictionary<ContextNeed, SortedSet<QueuedRequest>[]> _lanes = [];
    private readonly PriorityQueue<QueuedRequest, TimeSpan> _delayed = new();
    private readonly int[] _ready = new int[Priorities];
    private readonly int[] _passedOver = new int[Priorities];
    private int _delayedCount;

    /// <summary>Requests of a higher priority that may go first before one of a lower goes.</summary>
    public int StarvationLimit { get; set; } = starvationLimit;

    /// <summary>Requests that may be sent now.</summary>
    public int Ready => _ready.Sum();

    /// <summary>Requests here, those that wait for their next attempt included.</summary>
    public int Count => Ready + _delayedCount;

    /// <summary>When the next delayed request may be sent; null: none waits.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            DropRemovedDelays();
            return _delayed.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Puts a request in its place: at the end when it is new, where it was when it comes back.</summary>
    public void Add(QueuedRequest request)
    {
        if (!_lanes.TryGetValue(request.Need, out var lanes))
        {
            lanes = [.. Enumerable.Range(0, Priorities).Select(static _ => new SortedSet<QueuedRequest>(BySequence))];
            _lanes.Add(request.Need, lanes);
        }

        lanes[(int)request.Command.Priority].Add(request);
        request.Place = RequestPlace.Ready;
        _ready[(int)request.Command.Priority]++;
    }

    /// <summary>Keeps a request back until <paramref name="due"/>.</summary>
    public void AddDelayed(QueuedRequest request, TimeSpan due)
    {
        _delayed.Enqueue(request, due);
        request.Place = RequestPlace.Delayed;
        _delayedCount++;
    }

    /// <summary>Puts what is due in its place.</summary>
    public void Wake(TimeSpan now)
    {
        DropRemovedDelays();
        while (_delayed.TryPeek(out var request, out var due) && due <= now)
        {
            _delayed.Dequeue();
            _delayedCount--;
            Add(request);
            DropRemovedDelays();
        }
    }

    /// <summary>Takes a request out; nothing happens to one that is not here.</summary>
    public void Remove(QueuedRequest request)
    {
        switch (request.Place)
        {
            case RequestPlace.Ready:
                var lanes = _lanes[request.Need];
                lanes[(int)request.Command.Priority].Remove(request);
                _ready[(int)request.Command.Priority]--;
                DropIfEmpty(request.Need, lanes);
                break;
            case RequestPlace.Delayed:
                // A heap cannot remove from its middle: dropped when it comes to the top.
                _delayedCount--;
                break;
            default:
                return;
        }

        request.Place = RequestPlace.Out;
    }

    /// <summary>Takes the next request that can be sent.</summary>
    /// <param name="serves">Whether a need can be served.</param>
    /// <param name="request">The request.</param>
    public bool TryTake(Predicate<ContextNeed> serves, [NotNullWhen(true)] out QueuedRequest? request)
    {
        var heads = Heads(serves);
        var priority = Choose(heads);
        if (priority < 0)
        {
            request = null;
            return false;
        }

        for (var lower = priority + 1; lower < Priorities; lower++)
        {
            // Also those this association cannot carry: they are passed over all the same.
            _passedOver[lower] += _ready[lower] == 0 ? 0 : 1;
        }

        _passedOver[priority] = 0;
        request = heads[priority]!;
        Remove(request);
        return true;
    }

    /// <summary>What may be sent now and is needed for it, the most urgent first, with how many requests need it.</summary>
    public IEnumerable<(ContextNeed Need, int Count)> Needs() => _lanes
        .Select(entry => (Need: entry.Key, Lanes: entry.Value, First: Array.FindAll(Turns, turn => entry.Value[turn].Count > 0).MinBy(Rank)))
        .OrderBy(entry => Rank(entry.First))
        .ThenBy(static entry => entry.Lanes[entry.First].Min!.Sequence)
        .Select(static entry => (entry.Need, entry.Lanes.Sum(static lane => lane.Count)));

    /// <summary>Every request here.</summary>
    public IEnumerable<QueuedRequest> All() =>
        _lanes.Values.SelectMany(static lanes => lanes.SelectMany(static lane => lane))
            .Concat(_delayed.UnorderedItems.Select(static item => item.Element).Where(static request => request.Place == RequestPlace.Delayed));

    private static int[] Turns { get; } = [.. Enumerable.Range(0, Priorities)];

    private static Comparer<QueuedRequest> BySequence { get; } =
        Comparer<QueuedRequest>.Create(static (left, right) => left.Sequence.CompareTo(right.Sequence));

    private QueuedRequest?[] Heads(Predicate<ContextNeed> serves)
    {
        var heads = new QueuedRequest?[Priorities];
        foreach (var (need, lanes) in _lanes)
        {
            if (!serves(need))
            {
                continue;
            }

            for (var priority = 0; priority < Priorities; priority++)
            {
                if (lanes[priority].Min is { } head && (heads[priority] is not { } first || head.Sequence < first.Sequence))
                {
                    heads[priority] = head;
                }
            }
        }

        return heads;
    }

    private int Choose(QueuedRequest?[] heads)
    {
        for (var priority = Priorities - 1; priority > 0; priority--)
        {
            if (heads[priority] is not null && IsStarving(priority))
            {
                return priority;
            }
        }

        return Array.FindIndex(heads, static head => head is not null);
    }

    private bool IsStarving(int priority) => priority > 0 && _passedOver[priority] >= StarvationLimit;

    /// <summary>The order in which priorities have their turn now: the starving ones first, the lowest of them before the others.</summary>
    private int Rank(int priority) => IsStarving(priority) ? -priority : priority;

    private void DropIfEmpty(ContextNeed need, SortedSet<QueuedRequest>[] lanes)
    {
        if (lanes.All(static lane => lane.Count == 0))
        {
            _lanes.Remove(need);
        }
    }

    private void DropRemovedDelays()
    {
        while (_delayed.TryPeek(out var request, out _) && request.Place != RequestPlace.Delayed)
        {
            _delayed.Dequeue();
        }
    }
}
