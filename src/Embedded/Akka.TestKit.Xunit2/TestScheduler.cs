namespace Akka.TestKit;

/// <summary>A scheduler whose time the test moves; select it by name in <c>akka.scheduler.implementation</c>.</summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly PriorityQueue<Item, (DateTimeOffset Due, long Order)> _queue = new();
    private DateTimeOffset _now = DateTimeOffset.UtcNow;
    private long _order;

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log) => _ = (schedulerConfig, log);
    public IAdvancedScheduler Advanced => this;
    public DateTimeOffset Now => _now;

    /// <summary>Moves the time on, then runs what is due, in the order of the due times: a repeated task once, and again an interval from now.</summary>
    public void Advance(TimeSpan offset)
    {
        _now += offset;
        foreach (var item in TakeDue().Where(item => item.Cancelable?.IsCancellationRequested != true))
        {
            item.Run();
            if (item.Interval is { } interval)
                Add(interval, interval, item.Run, item.Cancelable);
        }
    }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(delay, null, () => receiver.Tell(message, sender), cancelable);
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) => Add(delay, null, action, cancelable);
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Add(initialDelay, interval, action, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        lock (_queue)
            _queue.Enqueue(new Item(interval, action, cancelable), (_now + delay, _order++));
    }

    private List<Item> TakeDue()
    {
        lock (_queue)
        {
            var items = new List<Item>();
            while (_queue.TryPeek(out _, out var when) && when.Due <= _now)
                items.Add(_queue.Dequeue());
            return items;
        }
    }

    private sealed record Item(TimeSpan? Interval, Action Run, ICancelable? Cancelable);
}
