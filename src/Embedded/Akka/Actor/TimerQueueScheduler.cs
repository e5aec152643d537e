namespace Akka.Actor;

// The default scheduler: everything that is due some time in one queue, served by one timer. Equal due times keep the order
// in which they were scheduled. What was cancelled leaves the queue when it is due.
internal sealed class TimerQueueScheduler : IScheduler, IAdvancedScheduler, IDisposable
{
    private readonly PriorityQueue<Item, (long Due, long Order)> _queue = new();
    private readonly ILoggingAdapter _log;
    private readonly Timer _timer;
    private long _order;
    private long _armedFor = long.MaxValue;
    private bool _disposed;

    public TimerQueueScheduler(ILoggingAdapter log)
    {
        _log = log;
        _timer = new Timer(static state => ((TimerQueueScheduler)state!).RunDue(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public IAdvancedScheduler Advanced => this;
    public DateTimeOffset Now => DateTimeOffset.UtcNow;
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(delay, null, new Item(receiver, message, sender, cancelable));
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(initialDelay, interval, new Item(receiver, message, sender, cancelable));
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
        Add(delay, null, new Item(null, action, null, cancelable));
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Add(initialDelay, interval, new Item(null, action, null, cancelable));

    public void Dispose()
    {
        lock (_queue)
        {
            _disposed = true;
            _queue.Clear();
            _timer.Dispose();
        }
    }

    private void Add(TimeSpan delay, TimeSpan? interval, Item item)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(interval));
        item.Interval = interval?.Ticks ?? 0;
        lock (_queue)
        {
            if (_disposed)
                throw new SchedulerException("The scheduler has been shut down.");
            Enqueue(item, MonotonicClock.Elapsed.Ticks + delay.Ticks);
            Arm();
        }
    }

    private void Enqueue(Item item, long due)
    {
        item.Due = due;
        _queue.Enqueue(item, (due, _order++));
    }

    private void Arm()
    {
        if (_disposed || !_queue.TryPeek(out var next, out _) || next.Due >= _armedFor)
            return;
        _armedFor = next.Due;
        // Rounded up: a timer that fires early would only be armed again.
        var wait = (next.Due - MonotonicClock.Elapsed.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        _timer.Change(Math.Clamp(wait, 0, int.MaxValue), Timeout.Infinite);
    }

    private void RunDue()
    {
        while (TakeDue() is { } item)
        {
            try
            {
                item.Run();
            }
            catch (Exception e)
            {
                _log.Error(e, "A scheduled action failed.");
            }
        }
    }

    private Item? TakeDue()
    {
        lock (_queue)
        {
            var now = MonotonicClock.Elapsed.Ticks;
            while (!_disposed && _queue.TryPeek(out var item, out _) && item.Due <= now)
            {
                _queue.Dequeue();
                if (item.Cancelled)
                    continue;
                if (item.Interval > 0)
                    Enqueue(item, Math.Max(item.Due + item.Interval, now));
                return item;
            }

            _armedFor = long.MaxValue;
            Arm();
            return null;
        }
    }

    private sealed class Item(ICanTell? receiver, object payload, IActorRef? sender, ICancelable? cancelable)
    {
        public long Due { get; set; }
        public long Interval { get; set; }
        public bool Cancelled => cancelable?.IsCancellationRequested == true;

        public void Run()
        {
            if (receiver is null)
                ((Action)payload)();
            else
                receiver.Tell(payload, sender);
        }
    }
}
