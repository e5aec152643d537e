namespace Akka.Actor;

/// <summary>Timers that end with their actor, and whose messages never arrive after they were cancelled or replaced.</summary>
public interface ITimerScheduler
{
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);
    void StartSingleTimer(object key, object msg, TimeSpan timeout);
    bool IsTimerActive(object key);
    void Cancel(object key);
    void CancelAll();
}
