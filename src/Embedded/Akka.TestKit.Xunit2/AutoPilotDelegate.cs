using Akka.Actor;

namespace Akka.TestKit;

public delegate AutoPilot AutoPilotDelegate(IActorRef sender, object message);
