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

    /// <summary>Moves the time on and runs what became due, in the order of the due times.</summary>
    public void Advance(TimeSpan offset)
    {
        var target = _now + offset;
        while (TakeDue(target) is { } item)
            item.Run();
        _now = target;
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
            Enqueue(new Item(_now + delay, interval, action, cancelable));
    }

    private void Enqueue(Item item) => _queue.Enqueue(item, (item.Due, _order++));

    private Item? TakeDue(DateTimeOffset target)
    {
        lock (_queue)
        {
            while (_queue.TryPeek(out var item, out _) && item.Due <= target)
            {
                _queue.Dequeue();
                if (item.Cancelable?.IsCancellationRequested == true)
                    continue;
                _now = item.Due;
                if (item.Interval is { } interval)
                    Enqueue(item with { Due = item.Due + interval });
                return item;
            }

            return null;
        }
    }

    private sealed record Item(DateTimeOffset Due, TimeSpan? Interval, Action Run, ICancelable? Cancelable);
}
