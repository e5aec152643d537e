using DicomActors.Dashboard.Api;

namespace DicomActors.Dashboard.Recording;

/// <summary>
/// The events that can be looked at: the last 1,000 that are worth a look, and the last 500 requests that simply went well, which would
/// push the others out within a moment on a busy node. One thread.
/// </summary>
internal sealed class EventFeed
{
    public const int Notable = 1000;
    public const int Routine = 500;

    private readonly EventRing _notable = new(Notable);
    private readonly EventRing _routine = new(Routine);
    private long _last;

    public void Add(
        DateTimeOffset time, EventKind kind, EventSeverity severity, long connectionId, string? peer, in RequestFacts request, string? text)
    {
        var recorded = new RecordedEvent(++_last, time, kind, severity, connectionId, peer, request, text);
        (kind == EventKind.Request && severity == EventSeverity.Info ? _routine : _notable).Add(recorded);
    }

    /// <summary>The newest events after a number, at most so many, oldest first.</summary>
    public EventRows After(long number, int limit)
    {
        if (number > _last)
        {
            // From before a restart: the caller starts over.
            number = 0;
        }

        var kept = _notable.After(number).Concat(_routine.After(number)).OrderBy(static recorded => recorded.Number).ToList();
        var rows = kept.Skip(Math.Max(0, kept.Count - limit)).Select(static recorded => recorded.ToRow()).ToList();
        return new EventRows(_last, number == 0 ? 0 : _last - number - rows.Count, rows);
    }
}
