using Akka.Actor;

namespace Micro.Actors;

/// <summary>Begins a rally, and sends the ball back until it is over.</summary>
internal sealed class Ping(IActorRef pong) : UntypedActor
{
    private Rally? _rally;
    private int _left;

    protected override void OnReceive(object message)
    {
        if (message is Rally rally)
        {
            (_rally, _left) = (rally, rally.Hops);
        }

        if ((_left -= 2) >= 0)
        {
            pong.Tell(Ball.Instance, Self);
        }
        else
        {
            _rally!.End();
        }
    }
}
