namespace DicomActors.Node.Outboxes;

/// <summary>How far a delivery from an outbox has come. Written by one actor, to be read by any thread.</summary>
internal sealed class OutboxCounters
{
    private long _done;
    private long _total;

    /// <summary>Entries tried, delivered or not.</summary>
    public long Done
    {
        get => Volatile.Read(ref _done);
        set => Volatile.Write(ref _done, value);
    }

    /// <summary>Entries to deliver; 0 while that is not known.</summary>
    public long Total
    {
        get => Volatile.Read(ref _total);
        set => Volatile.Write(ref _total, value);
    }
}
