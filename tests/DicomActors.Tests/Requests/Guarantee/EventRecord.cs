using DicomActors.Events;
using DicomActors.Requests;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>What the EventStream said of one connection.</summary>
internal sealed class EventRecord
{
    private readonly List<IAdvancedDicomClientConnectionEvent> _events = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the <see cref="ConnectionClosedEvent"/>.</summary>
    public Task Closed => _closed.Task;

    /// <summary>The types of the events.</summary>
    public IReadOnlyList<Type> Types
    {
        get
        {
            lock (_events)
            {
                return [.. _events.Select(e => e.GetType())];
            }
        }
    }

    public void Add(IAdvancedDicomClientConnectionEvent occurrence)
    {
        lock (_events)
        {
            _events.Add(occurrence);
        }

        if (occurrence is ConnectionClosedEvent)
        {
            _closed.TrySetResult();
        }
    }

    /// <summary>Null if the connection kept what is promised of every one: one end, after everything else, and requests likewise.</summary>
    public string? FindFault()
    {
        lock (_events)
        {
            var all = string.Join(", ", _events.Select(e => e is RequestEvent r ? $"{e.GetType().Name}({r.RequestId})" : e.GetType().Name));
            if (_events.Count(e => e is ConnectionClosedEvent) != 1 || _events[^1] is not ConnectionClosedEvent)
            {
                return $"The connection should have exactly one ConnectionClosedEvent, last, but had: {all}";
            }

            var bad = _events.OfType<RequestEvent>().GroupBy(e => e.RequestId)
                .FirstOrDefault(request => request.Count(e => e.IsTerminal) != 1 || !request.Last().IsTerminal);
            return bad is null ? null : $"{bad.Key} should have exactly one terminal event, last, but the events were: {all}";
        }
    }

    /// <summary>The terminal event of a request; null if it has no event at all.</summary>
    public RequestEvent? EndOf(RequestId id)
    {
        lock (_events)
        {
            return _events.OfType<RequestEvent>().LastOrDefault(e => e.RequestId == id);
        }
    }
}
