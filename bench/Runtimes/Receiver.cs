using Akka.Actor;

namespace Runtimes;

/// <summary>Counts what it gets.</summary>
internal sealed class Receiver(int count, Countdown countdown) : UntypedActor
{
    private int _left = count;

    protected override void OnReceive(object message)
    {
        if (--_left == 0)
        {
            countdown.Signal();
        }
    }
}
