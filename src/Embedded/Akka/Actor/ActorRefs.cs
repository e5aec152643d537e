namespace Akka.Actor;

public static class ActorRefs
{
    /// <summary>Sender of a message that wants no answer; answers to it become dead letters.</summary>
    public static readonly IActorRef NoSender = null!;

    public static readonly Nobody Nobody = Nobody.Instance;
}
