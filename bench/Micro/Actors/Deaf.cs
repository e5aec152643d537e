using Akka.Actor;

namespace Micro.Actors;

/// <summary>Takes everything and does nothing.</summary>
internal sealed class Deaf : UntypedActor
{
    protected override void OnReceive(object message)
    {
    }
}
