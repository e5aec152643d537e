namespace Akka.Actor;

internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ICancelable Cancelable)> _timers = [];

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;
    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval, ActorRefs.NoSender);
    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) =>
        StartPeriodicTimer(key, msg, interval, interval, sender);
    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, initialDelay, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender)
    {
        Cancel(key);
        var message = new TimerMessage(key, msg, repeats: true);
        _timers[key] = (message, cell.SystemImpl.Scheduler.ScheduleTellRepeatedlyCancelable(
            initialDelay, interval, cell.Self, message, sender ?? cell.Self));
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => StartSingleTimer(key, msg, timeout, ActorRefs.NoSender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender)
    {
        Cancel(key);
        var message = new TimerMessage(key, msg, repeats: false);
        _timers[key] = (message, cell.SystemImpl.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, message, sender ?? cell.Self));
    }

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
}
