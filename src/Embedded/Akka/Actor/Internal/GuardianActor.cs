namespace Akka.Actor.Internal;

/// <summary>/user and /system: only there to supervise.</summary>
internal sealed class GuardianActor : ActorBase
{
    protected override bool Receive(object message) => false;
}
