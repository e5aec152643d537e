namespace DicomActors.Dashboard.Recording;

/// <summary>The last so many events. One thread.</summary>
internal sealed class EventRing(int capacity)
{
    private readonly RecordedEvent[] _events = new RecordedEvent[capacity];
    private long _written;

    public void Add(in RecordedEvent recorded) => _events[_written++ % capacity] = recorded;

    /// <summary>Those with a greater number, oldest first.</summary>
    public IEnumerable<RecordedEvent> After(long number)
    {
        for (var i = Math.Max(0, _written - capacity); i < _written; i++)
        {
            var recorded = _events[i % capacity];
            if (recorded.Number > number)
            {
                yield return recorded;
            }
        }
    }
}
