using Akka.Actor;

namespace Runtimes;

/// <summary>Sends the ball back until it has done so often enough.</summary>
internal sealed class Ping(IActorRef pong, int count, Countdown countdown) : UntypedActor
{
    private int _left = count;

    protected override void OnReceive(object message)
    {
        if (_left-- > 0)
        {
            pong.Tell(message, Self);
        }
        else
        {
            countdown.Signal();
        }
    }
}
