using Akka.Actor;

namespace Runtime.Conformance;

/// <summary>Starts the children it is sent the props of, under a strategy.</summary>
internal sealed class Supervisor(SupervisorStrategy strategy) : ReceiveActor
{
    protected override void PreStart() => Become(() => Receive<(Props Props, string Name)>(
        child => Sender.Tell(Context.ActorOf(child.Props, child.Name))));

    protected override SupervisorStrategy SupervisorStrategy() => strategy;
}
