namespace DicomActors.Clients;

/// <summary>How many associations a peer's queue is worth. Pure.</summary>
internal static class PoolPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="view">Queue and associations as they are.</param>
    /// <param name="cap">The most associations the peer may see from us at once, 1 or more.</param>
    /// <param name="queuedPerAssociation">Queued requests that justify one association more, 1 or more.</param>
    public static PoolDecision Decide(PoolView view, int cap, int queuedPerAssociation)
    {
        var room = cap - view.Open - view.Opening - view.Closing;
        var toOpen = Math.Clamp(Math.Max(ForContexts(view, queuedPerAssociation), ForDepth(view, queuedPerAssociation)), 0, Math.Max(0, room));

        // Until the peer has accepted one, one is enough to find out whether it does: ten would fail all at once.
        if (view.Established == 0)
        {
            toOpen = Math.Min(toOpen, 1 - Math.Min(1, view.Opening));
        }

        return new PoolDecision(toOpen, ToRelease(view, cap, room));
    }

    private static int ForContexts(PoolView view, int queuedPerAssociation) =>
        (view.Unserved + queuedPerAssociation - 1) / queuedPerAssociation;

    private static int ForDepth(PoolView view, int queuedPerAssociation)
    {
        var waiting = view.Queued - view.Unserved - view.Free;
        return (waiting / queuedPerAssociation) - view.Opening;
    }

    private static int ToRelease(PoolView view, int cap, int room)
    {
        // The cap was lowered.
        var tooMany = Math.Min(view.Open, view.Open + view.Opening - cap);
        if (tooMany > 0)
        {
            return tooMany;
        }

        // At the cap, and requests that no association can carry: one that has nothing to do makes room, or, when their turn
        // has come, one that has. Not while room is being made already.
        return view.Unserved > 0 && room <= 0 && view.Opening == 0 && view.Closing == 0 && (view.Idle > 0 || view.HeadUnserved) ? 1 : 0;
    }
}
