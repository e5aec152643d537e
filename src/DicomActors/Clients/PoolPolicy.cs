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
        if (view.Queued == 0)
        {
            return default;
        }

        var taken = view.Open + view.Opening + view.Closing;
        var room = Math.Max(0, cap - taken);

        var servable = view.Queued - view.Unserved;
        var wanted = servable == 0 ? 0 : (servable + queuedPerAssociation - 1) / queuedPerAssociation;
        var forDepth = Math.Max(0, wanted - view.Open - view.Opening);
        var forContexts = view.Unserved > 0 ? (view.Unserved + queuedPerAssociation - 1) / queuedPerAssociation : 0;
        var toOpen = Math.Min(room, Math.Max(forContexts, forDepth));

        // At the cap, and requests that no association can carry: one that has nothing to do makes room, or, when their turn
        // has come, one that has. Not while room is being made already.
        var toRelease = view.Unserved > 0 && room == 0 && view.Opening == 0 && view.Closing == 0 && (view.Idle > 0 || view.HeadUnserved)
            ? 1
            : 0;
        return new PoolDecision(toOpen, toRelease);
    }
}
