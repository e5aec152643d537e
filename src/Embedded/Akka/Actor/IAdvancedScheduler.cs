namespace Akka.Actor;

public interface IAdvancedScheduler
{
    void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null!);
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable);
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null!);
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable);
}
