using Akka.Actor;

namespace Runtime.Conformance;

/// <summary>Sends texts back.</summary>
internal sealed class Echo : ReceiveActor
{
    public Echo() => Receive<string>(message => Sender.Tell(message));
}
