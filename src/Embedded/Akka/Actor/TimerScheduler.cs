namespace Akka.Actor;

internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ICancelable Cancelable)> _timers = [];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval);
    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(new TimerMessage(key, msg, Repeats: true), message =>
            cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, message, cell.Self));
    public void StartSingleTimer(object key, object msg, TimeSpan timeout) =>
        Start(new TimerMessage(key, msg, Repeats: false), message =>
            cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, message, cell.Self));
    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Cancelable.Cancel();
    }

    public void CancelAll()
    {
        foreach (var (_, cancelable) in _timers.Values)
            cancelable.Cancel();
        _timers.Clear();
    }

    /// <summary>The timer's message; null when the timer was cancelled or started anew after this message was sent.</summary>
    public object? Accept(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var timer) || !ReferenceEquals(timer.Message, message))
            return null;
        if (!message.Repeats)
            _timers.Remove(message.Key);
        return message.Message;
    }

    private void Start(TimerMessage message, Func<TimerMessage, ICancelable> schedule)
    {
        Cancel(message.Key);
        _timers[message.Key] = (message, schedule(message));
    }
}
