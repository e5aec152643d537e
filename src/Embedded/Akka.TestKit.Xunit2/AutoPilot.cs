using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Reacts to messages of a test actor as they come, before the test sees them.</summary>
public abstract class AutoPilot
{
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>The autopilot for the next message; <see cref="KeepRunning"/> for this one again.</summary>
    public abstract AutoPilot Run(IActorRef sender, object message);
}
