using Akka.Actor;

namespace Micro.Actors;

/// <summary>Sends the ball back.</summary>
internal sealed class Pong : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message, Self);
}
