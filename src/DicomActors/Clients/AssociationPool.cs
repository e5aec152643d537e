using Akka.Actor;

namespace DicomActors.Clients;

/// <summary>The associations of one peer's client. Used by one actor; not thread-safe.</summary>
internal sealed class AssociationPool
{
    private readonly Dictionary<IActorRef, AssociationSlot> _slots = [];

    public IReadOnlyCollection<AssociationSlot> Slots => _slots.Values;

    public int Open => _slots.Values.Count(static slot => slot.IsOpen);

    public int Opening => _slots.Values.Count(static slot => slot.IsOpening);

    /// <summary>Those the peer has accepted and that are not gone.</summary>
    public int Established => _slots.Values.Count(static slot => slot.Association is not null);

    public int Closing => _slots.Values.Count(static slot => slot.IsClosing);

    /// <summary>Whether one has failed and its end, which tells what that says about the peer, is still to come.</summary>
    public bool IsInDoubt => _slots.Values.Any(static slot => slot.IsClosing && !slot.EndsByOurWill);

    public int Unproven => _slots.Values.Count(static slot => slot.IsUnproven);

    public int InFlight => _slots.Values.Sum(static slot => slot.InFlight.Count);

    public void Add(AssociationSlot slot) => _slots.Add(slot.Actor, slot);

    public AssociationSlot? Find(IActorRef actor) => _slots.GetValueOrDefault(actor);

    public void Remove(AssociationSlot slot) => _slots.Remove(slot.Actor);

    /// <summary>Those that can take a request, the least busy first.</summary>
    /// <param name="now">The client's clock.</param>
    /// <param name="beforehand">Whether also those that cannot send it at once.</param>
    public IEnumerable<AssociationSlot> WithRoom(TimeSpan now, bool beforehand) =>
        _slots.Values.Where(slot => slot.HasRoom(now, beforehand)).OrderBy(static slot => slot.InFlight.Count);

    /// <summary>Whether one carries what has this need, or probably will.</summary>
    public bool Serves(ContextNeed need, TimeSpan now) =>
        _slots.Values.Any(slot => (slot.IsOpening || slot.IsOpen) && !slot.IsPast(now) && slot.Serves(need));

    /// <summary>Whether the peer refused this need, and no association has it otherwise.</summary>
    public bool Refuses(ContextNeed need, TimeSpan now) => _slots.Values.Any(slot => slot.Refuses(need)) && !Serves(need, now);

    /// <summary>The one to release when room is needed: the one with the least to do.</summary>
    public AssociationSlot? LeastBusy() =>
        _slots.Values.Where(static slot => slot.IsOpen).MinBy(static slot => slot.InFlight.Count);

    public PoolView View(RequestQueue queue, TimeSpan now)
    {
        var unserved = 0;
        var headUnserved = false;
        var isHead = true;
        foreach (var (need, count) in queue.Needs())
        {
            if (!Serves(need, now))
            {
                unserved += count;
                headUnserved |= isHead;
            }

            isHead = false;
        }

        return new PoolView(
            queue.Ready, unserved, headUnserved, Established, Open, _slots.Values.Count(static slot => slot.IsIdle),
            _slots.Values.Sum(slot => slot.Free(now)), Opening, Closing);
    }
}
