namespace Akka.Actor;

public interface ICancelable
{
    bool IsCancellationRequested { get; }
    void Cancel();
}
